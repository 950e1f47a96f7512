/**
 * Store middleware: a message sent again takes the place of the one that failed. Web Chat by itself would leave the
 * first standing with "Send failed", even after the second was answered.
 */
export const replaceFailed =
  ({ dispatch }) =>
  (next) =>
  (action) => {
    const activity = action.payload?.activity;
    if (action.type === 'DIRECT_LINE/POST_ACTIVITY' && activity.id)
      dispatch({ type: 'DIRECT_LINE/DELETE_ACTIVITY', payload: { activityID: activity.id } });
    if (action.type !== 'DIRECT_LINE/POST_ACTIVITY_PENDING') return next(action);
    // Until the server gives it one, a message goes by the client's own id; this id is never sent.
    const id = activity.channelData.clientActivityID;
    return next({ ...action, payload: { ...action.payload, activity: { ...activity, id } } });
  };
