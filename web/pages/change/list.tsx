import { frenchDateTime } from '../../../domain/french/dates';
import { PHASE_WORDS } from '../../../domain/french/change';
import { Chip } from '../../components/chip';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Empty } from '../../components/note';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { changePath, newChangePath } from '../../paths-change';
import type { ChangeLine } from '../../view/change';
import type { DueView } from '../../view/register';
import type { ShellProps } from '../../view/shell';
import { DueNotes } from '../register/due';

export interface ChangesProps {
  readonly shell: ShellProps;
  readonly changes: readonly ChangeLine[];
  readonly mayWork: boolean;
  /** Administrators who left without a successor. */
  readonly due: readonly DueView[];
}

/** The changes of administrator of the reader's Cafs: those under way, then those that are over. */
export function ChangesPage({ shell, changes, mayWork, due }: ChangesProps) {
  const [open, over] = [changes.filter((one) => !one.over), changes.filter((one) => one.over)];
  return (
    <Layout shell={shell} title="Changements d’administrateur">
      <div class="row-flex mb-3">
        <h1>Changements d’administrateur</h1>
        {mayWork && (
          <a class="btn btn-primary ms-auto" href={newChangePath()}>
            <Icon name="file" />
            Saisir un formulaire
          </a>
        )}
      </div>
      <DueNotes due={due} shell={shell} named />
      <div class="stack">
        <Panel title="En cours">
          {open.length === 0 ? (
            <Empty icon="checkCircle" title="Aucun changement en cours.">
              Un formulaire reçu au portail ou par courriel arrive ici de lui-même ; celui qui vient par la poste ou par téléphone se saisit.
            </Empty>
          ) : (
            <List shell={shell} changes={open} />
          )}
        </Panel>
        {over.length > 0 && (
          <Panel title="Terminés, refusés, annulés">
            <List shell={shell} changes={over} />
          </Panel>
        )}
      </div>
    </Layout>
  );
}

function List({ shell, changes }: Pick<ChangesProps, 'shell' | 'changes'>) {
  const when = (at: ChangeLine['began']) => frenchDateTime(at, shell.timeZone, { now: shell.now });
  return (
    <ul class="list">
      {changes.map((one) => (
        <li>
          <a class="subj" href={changePath(one.id)}>
            {one.person}
          </a>{' '}
          <span class="muted">
            pour {one.partner}, convention <span class="nw">{one.convention}</span>
          </span>{' '}
          <PhaseChip line={one} />
          <div class="small muted">
            <span class="ref">{one.id}</span>
            <Words text={` · reçue ${when(one.began)}${one.over || one.next === null ? '' : ` · prochaine étape ${when(one.next)}`}`} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function PhaseChip({ line }: { line: ChangeLine }) {
  if (line.objected && !line.over) return <Chip tone="late" icon="late">Opposition à traiter</Chip>;
  if (line.over) return <Chip tone={line.phase === 'done' ? 'ok' : 'line'} icon={line.phase === 'done' ? 'checkCircle' : 'x'}>{PHASE_WORDS[line.phase]}</Chip>;
  return <Chip tone={line.owes === 'partner' ? 'part' : 'caf'} icon={line.owes === 'partner' ? 'users' : 'building'}>{PHASE_WORDS[line.phase]}</Chip>;
}
