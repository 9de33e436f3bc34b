import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon';

export type NoteTone = 'info' | 'warn' | 'stop' | 'done';
const ICONS: Readonly<Record<NoteTone, IconName>> = { info: 'clock', warn: 'alert', stop: 'late', done: 'checkCircle' };

/** A notice whose bold first sentence says what to do. `live`: read aloud when it appears. */
export function Note({
  tone,
  title,
  icon,
  live,
  id,
  children,
}: {
  tone: NoteTone;
  title: ComponentChildren;
  icon?: IconName;
  live?: boolean;
  id?: string;
  children?: ComponentChildren;
}) {
  return (
    <div class={`note ${tone}`} role={live === true ? 'status' : undefined} id={id}>
      <Icon name={icon ?? ICONS[tone]} />
      <div class="grow">
        <b>{title}</b>
        {children}
      </div>
    </div>
  );
}

/** Nothing to show, and what that means. */
export function Empty({ icon, title, children }: { icon: IconName; title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <Icon name={icon} />
      <b>{title}</b>
      {children}
    </div>
  );
}
