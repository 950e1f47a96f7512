/** What the page itself says in one language, ready to show: names and numbers are in place. */
export interface PageWords {
  /** The name of the browser tab. */
  title: string;
  heading: string;
  /** That this is not an emergency service, and whom to call in an emergency. */
  notEmergency: string;
  /** Names the list of languages to a screen reader. */
  language: string;
  loading: string;
  noScript: string;
  /** That there is no connection, and whom to call meanwhile. */
  offline: string;
  tryAgain: string;
  /** The button that leaves the page at once, and what it does, for who asks. */
  leave: string;
  leaveHelp: string;
  sendBoxPlaceholder: string;
}
