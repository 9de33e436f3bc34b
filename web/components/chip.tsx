import type { ComponentChildren } from 'preact';
import type { Channel, Side } from '../../domain/contract-types';
import { RECEIVED_BY } from '../words/labels';
import type { Owes } from '../view/ticket';
import { Icon, type IconName } from './icon';

export type Tone = 'caf' | 'part' | 'nat' | 'late' | 'soon' | 'ok' | 'line';

/** A small label; with a side's or a state's tone it always has an icon and a word. */
export function Chip({ tone, icon, children }: { tone?: Tone; icon?: IconName; children: ComponentChildren }) {
  return (
    <span class={tone === undefined ? 'chip' : `chip ${tone}`}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </span>
  );
}

export const SIDE_TONE: Readonly<Record<Side, 'caf' | 'part'>> = { desk: 'caf', partner: 'part' };

/** Who must answer, in one word (in a list). */
export function OwesChip({ owes }: { owes: Owes | null }) {
  if (owes === null)
    return (
      <Chip tone="ok" icon="checkCircle">
        Personne
      </Chip>
    );
  if (owes.side === 'partner')
    return (
      <Chip tone="part" icon="users">
        Partenaire
      </Chip>
    );
  if (owes.holder === 'national')
    return (
      <Chip tone="nat" icon="flag">
        Cnaf (national)
      </Chip>
    );
  if (owes.holder !== null)
    return (
      <Chip tone="caf" icon="route">
        {owes.holder.sector}
      </Chip>
    );
  return (
    <Chip tone="caf" icon="building">
      Guichet
    </Chip>
  );
}

const CHANNEL_ICON: Readonly<Record<Channel, IconName>> = { email: 'mail', phone: 'phone', portal: 'portal', post: 'file' };

/** By which way a request came. */
export function ChannelIcon({ channel }: { channel: Channel }) {
  return (
    <span class="muted">
      <Icon name={CHANNEL_ICON[channel]} label={RECEIVED_BY[channel]} />
    </span>
  );
}
