const PRESSES = 3;
const WITHIN_MS = 3000;

/** Leaves the page at once when its button is pressed, or Esc three times in a row; `deleteChat` is not waited for. */
export function watchLeave(button, deleteChat) {
  let presses = [];

  function leave() {
    void deleteChat();
    document.title = '';
    document.body.replaceChildren();
    // In the place of this page, so that "back" does not lead to it.
    location.replace(button.dataset.to);
  }

  button.addEventListener('click', leave);
  document.addEventListener(
    'keydown',
    ({ key, timeStamp }) => {
      presses = key === 'Escape' ? [...presses, timeStamp].slice(-PRESSES) : [];
      if (presses.length === PRESSES && timeStamp - presses[0] < WITHIN_MS) leave();
    },
    { capture: true },
  );
}
