import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../root';

/** The Tabler icons in use, by what they mean here. `!` marks the filled drawing. */
const NAMES = {
  alarm: '!alarm',
  alert: 'alert-triangle',
  arrowLeft: 'arrow-left',
  ban: 'ban',
  bolt: 'bolt',
  boltFilled: '!bolt',
  building: 'building',
  calendar: 'calendar-event',
  chart: 'chart-bar',
  check: 'check',
  checkCircle: 'circle-check',
  checklist: 'list-check',
  command: 'command',
  chevronDown: 'chevron-down',
  chevronRight: 'chevron-right',
  clock: 'clock',
  contract: 'file-text',
  dots: 'dots',
  download: 'download',
  external: 'eye',
  file: 'file',
  flag: 'flag',
  help: 'help',
  inbox: 'inbox',
  info: 'info-circle',
  key: 'key',
  late: '!alert-octagon',
  link: 'link',
  lock: 'lock',
  logout: 'logout',
  mail: 'mail',
  mailCheck: 'mail-check',
  mailX: 'mail-x',
  menu: 'menu-2',
  merge: 'arrow-merge',
  message: 'message',
  minusCircle: 'circle-minus',
  missing: 'circle-dashed',
  note: 'note',
  pencil: 'pencil',
  phone: 'phone',
  phoneCall: 'phone-call',
  phonePlus: 'phone-plus',
  portal: 'world',
  print: 'printer',
  refresh: 'refresh',
  reopen: 'rotate',
  reply: 'arrow-back-up',
  robot: 'robot',
  route: 'route',
  save: 'device-floppy',
  search: 'search',
  send: 'send',
  split: 'arrows-split',
  stairs: 'stairs-up',
  tag: 'tag',
  template: 'template',
  transfer: 'arrow-right',
  undo: 'arrow-back-up',
  user: 'user',
  userQuestion: 'user-question',
  users: 'users',
  x: 'x',
} as const;
export type IconName = keyof typeof NAMES;

const drawings = new Map<IconName, string>((Object.keys(NAMES) as IconName[]).map((name) => [name, drawing(NAMES[name])]));

/** The paths of an icon, read once at start from the kept library; its empty background path is left out. */
function drawing(file: string): string {
  const folder = file.startsWith('!') ? 'filled' : 'outline';
  const svg = readFileSync(join(packageRoot(), 'node_modules/@tabler/icons/icons', folder, `${file.replace('!', '')}.svg`), 'utf8');
  const inner = svg.slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>'));
  return inner.replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', '').replace(/\n\s*/g, '');
}

/** An inline icon: decorative, or with a `label` when it stands for a word. */
export function Icon({ name, label, tone }: { name: IconName; label?: string; tone?: string }) {
  const filled = NAMES[name].startsWith('!');
  const paint = filled
    ? ({ fill: 'currentColor' } as const)
    : ({ fill: 'none', stroke: 'currentColor', 'stroke-width': 2, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' } as const);
  const meaning = label === undefined ? ({ 'aria-hidden': 'true' } as const) : ({ role: 'img', 'aria-label': label } as const);
  return (
    <svg
      class={tone === undefined ? 'i' : `i ${tone}`}
      viewBox="0 0 24 24"
      {...paint}
      {...meaning}
      dangerouslySetInnerHTML={{ __html: drawings.get(name) ?? '' }}
    />
  );
}
