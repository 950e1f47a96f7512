const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** How Web Chat looks. Colours are the variables of page.css, so that one place knows light and dark. */
export const look = {
  accent: 'var(--accent)',
  backgroundColor: 'var(--page)',
  subtle: 'var(--muted)',
  timestampColor: 'var(--muted)',
  primaryFont: FONT,
  fontSizeSmall: '85%',

  bubbleBackground: 'var(--surface)',
  bubbleBorderColor: 'var(--line)',
  bubbleBorderRadius: 14,
  bubbleTextColor: 'var(--text)',
  bubbleFromUserBackground: 'var(--mine)',
  bubbleFromUserBorderColor: 'var(--mine)',
  bubbleFromUserBorderRadius: 14,
  bubbleFromUserTextColor: 'var(--on-mine)',
  bubbleMaxWidth: 640,
  bubbleMinWidth: 0,

  // A long answer is read from its beginning.
  autoScrollSnapOnPage: true,

  // Files are not accepted, and the page itself says when there is no connection.
  hideUploadButton: true,
  hideToaster: true,

  sendBoxBackground: 'var(--surface)',
  sendBoxTextColor: 'var(--text)',
  sendBoxPlaceholderColor: 'var(--muted)',
  sendBoxDisabledTextColor: 'var(--muted)',
  sendBoxBorderTop: 'solid 1px var(--line)',
  sendBoxHeight: 52,
  sendBoxTextWrap: true,
  sendBoxButtonAlignment: 'bottom',
  sendBoxButtonColor: 'var(--accent)',
  sendBoxButtonColorOnDisabled: 'var(--muted)',
  sendBoxButtonShadeColorOnActive: 'var(--pressed)',
  sendBoxButtonShadeColorOnHover: 'var(--pressed)',
  sendBoxButtonShadeColorOnDisabled: 'transparent',
  sendBoxButtonKeyboardFocusIndicatorBorderColor: 'var(--accent)',

  suggestedActionLayout: 'flow',
  suggestedActionHeight: 44,
  suggestedActionBorderRadius: 22,
  suggestedActionBorderWidth: 1,
  suggestedActionBorderColor: 'var(--accent)',
  suggestedActionBackgroundColor: 'var(--surface)',
  suggestedActionBackgroundColorOnActive: 'var(--pressed)',
  suggestedActionBackgroundColorOnHover: 'var(--pressed)',
  suggestedActionTextColor: 'var(--accent)',
  suggestedActionBorderColorOnDisabled: 'var(--line)',
  suggestedActionTextColorOnDisabled: 'var(--muted)',
  suggestedActionKeyboardFocusIndicatorBorderColor: 'var(--accent)',
  suggestedActionKeyboardFocusIndicatorBorderRadius: 20,
  suggestedActionsFlowMaxHeight: 'calc(var(--visible-height, 100dvh) / 3)',
  suggestedActionsVisualKeyboardIndicatorColor: 'var(--accent)',

  transcriptVisualKeyboardIndicatorColor: 'var(--accent)',
  transcriptActivityVisualKeyboardIndicatorColor: 'var(--accent)',
  transcriptOverlayButtonBackground: 'var(--accent)',
  transcriptOverlayButtonBackgroundOnFocus: 'var(--accent)',
  transcriptOverlayButtonBackgroundOnHover: 'var(--accent)',
  transcriptOverlayButtonColor: 'var(--on-accent)',
};
