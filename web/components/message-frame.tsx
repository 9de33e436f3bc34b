import type { ComponentChildren } from 'preact';
import { frenchTime } from '../../domain/french/dates';
import type { Instant, Reference } from '../../domain/ids';
import { messageAnchor } from '../paths';
import type { ConversationItem } from '../view/ticket';
import { initials } from '../words/labels';
import { day } from '../words/when';
import type { FormTokens } from './form';
import { Icon, type IconName } from './icon';

export interface ConversationContext {
  readonly reference: Reference;
  /** « Guichet de la Caf du Val-d’Oise » */
  readonly deskName: string;
  readonly now: Instant;
  readonly timeZone: string;
  readonly tokens: FormTokens;
}

/** The items of one kind. */
export type Of<K extends ConversationItem['kind']> = Extract<ConversationItem, { kind: K }>;

/** A message with its author, its date and what it holds. */
export function Frame({
  item,
  context,
  cls,
  tone,
  icon,
  mono,
  title,
  chip,
  sub,
  children,
}: {
  item: ConversationItem;
  context: ConversationContext;
  cls?: string;
  tone?: string;
  icon?: IconName;
  mono?: string;
  title: string;
  chip?: ComponentChildren;
  sub: string;
  children: ComponentChildren;
}) {
  return (
    <article
      class={cls === undefined ? 'msg' : `msg ${cls}`}
      id={messageAnchor(item.id)}
      aria-label={`${title}, ${day(item.at, context.now, context.timeZone)} à ${frenchTime(item.at, context.timeZone)}`}
    >
      <header>
        <span class={tone === undefined ? 'who' : `who ${tone}`} aria-hidden="true">
          {icon === undefined ? (mono ?? initials(title)) : <Icon name={icon} />}
        </span>
        <div>
          <span class="fw6">{title}</span> {chip}
          <div class="small muted">{sub}</div>
        </div>
        <div class="end small muted">
          {day(item.at, context.now, context.timeZone)}
          <br />
          {frenchTime(item.at, context.timeZone)}
        </div>
      </header>
      <div class="txt">{children}</div>
    </article>
  );
}
