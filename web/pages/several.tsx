import { Chip } from '../components/chip';
import { Icon } from '../components/icon';
import { Layout } from '../components/layout';
import { Note } from '../components/note';
import { Panel } from '../components/panel';
import { Paragraphs, Words } from '../components/text';
import { queuePath, ticketPath } from '../paths';
import type { SeveralAct, SeveralResult } from '../view/queue';
import type { ShellProps } from '../view/shell';
import { count } from '../words/labels';

export interface SeveralProps {
  readonly shell: ShellProps;
  readonly act: SeveralAct;
  /** What was typed: it is never lost, whatever was refused. */
  readonly text: string;
  readonly results: readonly SeveralResult[];
  /** The address of the queue they were chosen on. */
  readonly back: string;
}

const TITLES: Readonly<Record<SeveralAct, string>> = { 'prise-en-charge': 'Prise en charge', transmission: 'Transmission à un secteur', note: 'Note', resolution: 'Résolution' };

/** What became of each ticket of several: what was refused first, with its reason. */
export function SeveralPage({ shell, act, text, results, back }: SeveralProps) {
  const of = (state: SeveralResult['state']) => results.filter((one) => one.state === state);
  const [done, kept, refused] = [of('done'), of('kept'), of('refused')];
  return (
    <Layout shell={shell} title={`${TITLES[act]} de plusieurs demandes`}>
      <h1 class="mb-3"><Words text={`${TITLES[act]} : ${count(results.length, 'demande')}`} /></h1>
      <div class="mb-3">
        <Note tone={refused.length > 0 ? 'warn' : 'done'} live title={<Words text={summary(done.length, kept.length, refused.length)} />}>
          {kept.length > 0 && <p class="small"><Words text="Ce qui est gardé sera fait dans un instant : la page de la demande le montrera." /></p>}
        </Note>
      </div>
      <Panel title="Demande par demande" flush>
        <ul class="results">
          {[...refused, ...kept, ...done].map((one) => (
            <li>
              <ResultChip state={one.state} />
              <span class="grow">
                <a class="ref" href={ticketPath(one.reference)}>{one.reference}</a> {one.subject}
                {one.reason !== null && <span class="t-late d-block small fw6"><Words text={one.reason} /></span>}
              </span>
            </li>
          ))}
        </ul>
      </Panel>
      {text !== '' && (
        <div class="mt-3">
          <Panel title="Votre texte">
            <Paragraphs text={text} />
          </Panel>
        </div>
      )}
      <p class="mt-3">
        <a class="btn btn-primary" href={back === '' ? queuePath() : `${queuePath()}?${back}`} data-key="u">
          <Icon name="arrowLeft" />
          Revenir à la file
        </a>
      </p>
    </Layout>
  );
}

function summary(done: number, kept: number, refused: number): string {
  const parts = [done > 0 ? count(done, 'demande traitée', 'demandes traitées') : null, kept > 0 ? `${kept} gardée${kept > 1 ? 's' : ''}` : null, refused > 0 ? `${refused} refusée${refused > 1 ? 's' : ''}` : null];
  return `${parts.filter((part) => part !== null).join(', ')}.`;
}

function ResultChip({ state }: { state: SeveralResult['state'] }) {
  if (state === 'done') return <Chip tone="ok" icon="checkCircle">Fait</Chip>;
  return state === 'kept' ? <Chip tone="soon" icon="clock">Gardé</Chip> : <Chip tone="late" icon="ban">Refusé</Chip>;
}
