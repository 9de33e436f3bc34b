import { frenchDateTime } from '../../../domain/french/dates';
import { Icon } from '../../components/icon';
import { Words } from '../../components/text';
import { RECEIVED_BY } from '../../words/labels';
import type { ChangeView } from '../../view/change';

interface Stage {
  readonly title: string;
  readonly words: string;
  readonly done: boolean;
}

/** The seven stages of the procedure: those done, the present one, those to come. */
export function Stages({ view }: { view: ChangeView }) {
  const stages = stagesOf(view);
  const over = ['refused', 'cancelled'].includes(view.state.phase);
  const current = over ? -1 : stages.findIndex((stage) => !stage.done);
  return (
    <section class="card mb-3" aria-label="Étapes">
      <ol class="steps">
        {stages.map((stage, i) => (
          <li class={stage.done ? undefined : i === current ? 'cur' : 'fut'} aria-current={i === current ? 'step' : undefined}>
            <span class="dot">{stage.done ? <Icon name="check" label="Fait" /> : i + 1}</span>
            <b>{stage.title}</b>
            <br />
            <span class="muted">
              <Words text={stage.words} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function stagesOf({ state, shell, began }: ChangeView): Stage[] {
  const at = (instant: typeof began) => frenchDateTime(instant, shell.timeZone, { now: shell.now });
  const signed = Object.keys(state.signatures).length;
  const complete = state.kept !== null && state.wrong.length === 0;
  return [
    { title: 'Reçue', words: `${RECEIVED_BY[state.channel].replace('Reçue ', '')}, ${at(began)}`, done: true },
    { title: 'Complète', words: complete ? 'selon l’annexe 3' : state.kept === null ? 'à lire' : `${state.wrong.length} à demander`, done: complete },
    { title: 'Deux signatures', words: `${signed} sur 2`, done: complete && signed === 2 },
    { title: 'Vérification', words: state.checked === null ? 'un premier agent' : at(state.checked.at), done: state.checked !== null },
    { title: 'Approbation', words: state.approved === null ? 'un autre agent' : at(state.approved.at), done: state.approved !== null },
    { title: 'Accès changés', words: state.kept?.form.replaces === true ? 'donné, puis retiré' : 'donné', done: state.reported },
    { title: 'Compte rendu', words: 'au partenaire', done: state.reported },
  ];
}
