import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCENT_COLOR } from '../../../src/channels/teams/manifest';
import { PROJECT_ROOT } from '../../../src/projectRoot';
import { drawColorIcon, drawOutlineIcon, encodePng } from '../../../src/tools/drawTeamsIcons';

interface Decoded {
  width: number;
  height: number;
  data: Buffer;
}
// pngjs brings no types.
const { PNG } = jest.requireActual<{ PNG: { sync: { read: (file: Buffer) => Decoded } } }>('pngjs');

const readIcon = (name: string): Decoded =>
  PNG.sync.read(readFileSync(join(PROJECT_ROOT, 'src/channels/teams/icons', name)));
const pixels = ({ data }: Decoded): number[][] =>
  Array.from({ length: data.length / 4 }, (_, i) => [...data.subarray(i * 4, i * 4 + 4)]);
const accent = [...Buffer.from(ACCENT_COLOR.slice(1), 'hex'), 255];

test('the colour icon is 192x192 without a transparent pixel', () => {
  const icon = readIcon('color.png');
  expect([icon.width, icon.height]).toEqual([192, 192]);
  expect(pixels(icon).filter(([, , , alpha]) => alpha !== 255)).toEqual([]);
});

test('the colour icon keeps its picture within the middle 120x120, on the accent colour', () => {
  const colors = pixels(readIcon('color.png'));
  const isPicture = (color: number[]): boolean => color.join() !== accent.join();
  const outside = colors.filter((_, i) => !middle(i % 192) || !middle(Math.floor(i / 192)));
  expect(outside.filter(isPicture)).toEqual([]);
  expect(colors.filter(isPicture).length).toBeGreaterThan(5000);
});

test('the outline icon is 32x32, white and nothing else, on transparent corners', () => {
  const icon = readIcon('outline.png');
  const colors = pixels(icon);
  expect([icon.width, icon.height]).toEqual([32, 32]);
  expect(colors.filter(([red, green, blue]) => red !== 255 || green !== 255 || blue !== 255)).toEqual([]);
  expect([0, 31, 32 * 31, 32 * 32 - 1].map((i) => colors[i]?.[3])).toEqual([0, 0, 0, 0]);
  const share = (alpha: number): number =>
    colors.filter((color) => color[3] === alpha).length / colors.length;
  expect(share(0)).toBeGreaterThan(0.4);
  expect(share(255)).toBeGreaterThan(0.1);
});

test.each([
  ['color.png', drawColorIcon],
  ['outline.png', drawOutlineIcon],
])('%s is what the drawing says', (name, draw) => {
  const drawn = draw();
  const icon = readIcon(name);
  expect(icon.data.equals(drawn.pixels)).toBe(true);
  expect(PNG.sync.read(encodePng(drawn)).data.equals(drawn.pixels)).toBe(true);
});

function middle(at: number): boolean {
  return at >= 36 && at < 156;
}
