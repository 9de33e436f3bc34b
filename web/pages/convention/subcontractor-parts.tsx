import { SUBCONTRACTOR_PHASES, WAY_OF_NOTICE } from '../../../domain/french/subcontractor';
import { frenchDate } from '../../../domain/french/dates';
import type { Subcontractor } from '../../../domain/journeys/subcontractor';
import { Icon } from '../../components/icon';
import { Note, type NoteTone } from '../../components/note';
import { Facts, Panel } from '../../components/panel';
import { Words } from '../../components/text';
import type { ItemLine } from './subcontractor-fields';

const TONES: Readonly<Record<Subcontractor['phase'], NoteTone>> = { incomplete: 'warn', 'to-decide': 'warn', accepted: 'done', refused: 'stop', withdrawn: 'done' };

/** Where the notice stands, and why. */
export function StandingNote({ state, earliest }: { state: Subcontractor; earliest: string | null }) {
  return (
    <Note tone={TONES[state.phase]} title={`${SUBCONTRACTOR_PHASES[state.phase]}.`}>
      {state.missing.includes('notice') && state.phase === 'incomplete' && (
        <p class="mb-0">
          <Words text={`Préavis trop court : le recours ne peut pas commencer avant le ${earliest ?? ''}.`} />
        </p>
      )}
      {state.startReached && <p class="mb-0">La date annoncée est atteinte sans accord{'\u00a0'}: le recours ne peut pas commencer.</p>}
      {state.said !== null && state.said !== '' && <p class="pre anywhere mb-0">{state.said}</p>}
    </Note>
  );
}

/** The five things by name: given, or missing. */
export function ItemsPanel({ state, lines }: { state: Subcontractor; lines: readonly ItemLine[] }) {
  return (
    <Panel title="Ce que la convention demande" aside={<Words text={`annoncé ${WAY_OF_NOTICE[state.way]} le ${frenchDate(state.announcedOn)}`} />}>
      <ul class="check">
        {lines.map(({ label, given }) => (
          <li>
            <Icon name={given === null ? 'missing' : 'checkCircle'} />
            <span>
              <b>
                {given === null && <Words text="Manque : " />}
                {label}
              </b>
              {given !== null && <div class="pre anywhere">{given}</div>}
            </span>
          </li>
        ))}
      </ul>
      <Facts rows={[['Début prévu', <Words text={frenchDate(state.startsOn, { form: 'long' })} />]]} />
    </Panel>
  );
}
