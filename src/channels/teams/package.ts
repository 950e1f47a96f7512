import { strToU8, zipSync } from 'fflate';
import { ICON_FILES, localizationFile, teamsLocalization, teamsManifest, type TeamsApp } from './manifest';

/** PNG files: 192x192 in full colour, and 32x32 white on transparent. */
export interface TeamsIcons {
  color: Uint8Array;
  outline: Uint8Array;
}

/** A ZIP file holds local time without a zone, so a local date gives the same bytes everywhere. */
const WRITTEN = new Date(2020, 0, 1, 12);

/** The Teams app package as the bytes of a ZIP file: the same app gives the same bytes. */
export function teamsPackage(app: TeamsApp, icons: TeamsIcons): Uint8Array {
  const further = [...app.languages].slice(1);
  const files = {
    'manifest.json': json(teamsManifest(app)),
    [ICON_FILES.color]: icons.color,
    [ICON_FILES.outline]: icons.outline,
    ...Object.fromEntries(
      further.map(([code, words]) => [localizationFile(code), json(teamsLocalization(app.settings, words))]),
    ),
  };
  return zipSync(files, { mtime: WRITTEN, level: 9 });
}

function json(data: object): Uint8Array {
  return strToU8(`${JSON.stringify(data, null, 2)}\n`);
}
