import { Note } from '../../components/note';
import { PostForm } from '../../components/form';
import { Choice, Select, TextArea } from '../../components/fields';
import { Words } from '../../components/text';
import { changeActPath } from '../../paths-change';
import type { ChangeView } from '../../view/change';
import { ROLE_WORDS } from '../../words/labels';
import { frenchPhone } from '../ticket/around';
import { ObjectionByPhone, Objections } from './objection';
import { refusedOf } from './refused';
import { MAY_OBJECT } from '../../../domain/journeys/change-people';
import { isOver } from '../../../domain/journeys/change-state';
import { changeLetterWords } from '../../../domain/french/change';

/** What an attacker would look like; and the call that tells. */
export function ChangeWarnings({ view }: { view: ChangeView }) {
  const { state, mayWork } = view;
  if (isOver(state.phase)) return null;
  return (
    <>
      <Objections view={view} />
      <FailedLetters view={view} />
      {isToCall(view) && (
        <Note tone={view.nobodyTold ? 'stop' : 'warn'} icon="phoneCall" title={view.nobodyTold ? 'Personne n’a pu être prévenu : appelez.' : state.unasked ? 'Aucun courriel n’arrive au partenaire : appelez.' : 'Appelez avant d’approuver.'}>
          <p>
            <Words text={signsOf(view).join(' ') || 'Un rappel à un numéro inscrit à la convention est toujours consigné, jamais au numéro de la demande.'} />
          </p>
          {mayWork && <CallBack view={view} />}
        </Note>
      )}
      <ObjectionByPhone view={view} />
    </>
  );
}

function isToCall({ state, nobodyTold }: ChangeView): boolean {
  return state.approved === null && (nobodyTold || state.unasked || (state.kept !== null && state.calledBack === null));
}

/** Letters of this change that nobody received. */
function FailedLetters({ view }: { view: ChangeView }) {
  if (view.failed.length === 0) return null;
  return (
    <Note tone="warn" title="Des courriers ne sont pas arrivés.">
      <ul>
        {view.failed.map(({ to, letter }) => (
          <li>
            {changeLetterWords(letter)}, à <span class="anywhere">{to}</span>
          </li>
        ))}
      </ul>
      <p class="mb-0">
        <Words text="Une adresse inscrite à la convention se corrige dans la fiche du partenaire ; celle du nouvel administrateur, dans le formulaire." />
      </p>
    </Note>
  );
}

/** Signs that this may not come from the partner. */
function signsOf({ state, known, signatoryKnown, nobodyTold }: ChangeView): string[] {
  const address = state.kept?.form.personalEmail.toLowerCase() ?? '';
  const domain = address.split('@')[1] ?? '';
  const seen = known.some((one) => one.split('@')[1] === domain);
  return [
    ...(nobodyTold ? ['Aucune adresse inscrite, hors celle de qui demande, ne reçoit nos courriers. Prévenez un administrateur ou le signataire par téléphone : sans cela, personne ne peut approuver.'] : []),
    ...(state.unasked ? ['Ce qui est attendu n’a pu être demandé à personne par courriel : demandez-le de vive voix à qui vous joignez.'] : []),
    ...(domain !== '' && !seen ? [`Le domaine ${domain} n’a jamais été vu pour ce partenaire.`] : []),
    ...(state.kept === null || signatoryKnown ? [] : ['Le signataire n’est pas connu à la convention.']),
  ];
}

/** The call to a registered number: who was reached, and what was said. */
export function CallBack({ view }: { view: ChangeView }) {
  const refused = refusedOf(view, 'rappel');
  // Only who may object can be told by voice of what no letter told.
  const numbers = view.nobodyTold ? view.numbers.filter(({ role }) => MAY_OBJECT.has(role)) : view.numbers;
  if (numbers.length === 0) return <p class="mb-0">{view.nobodyTold ? 'Aucun numéro d’un administrateur ni du signataire n’est inscrit à cette convention : inscrivez-en un, vérifié par ailleurs.' : 'Aucun numéro n’est inscrit à cette convention : inscrivez-en un, vérifié par ailleurs, avant d’approuver.'}</p>;
  return (
    <PostForm action={changeActPath(view.id, 'rappel')} tokens={view.tokens} suffix="rappel">
      <Select id="rappel-numero" name="numero" label="Numéro inscrit à la convention" refused={refused} options={numbers.map(({ number, name, role }) => ({ value: number, label: `${frenchPhone(number)} (${name}, ${ROLE_WORDS[role].toLowerCase()})` }))} />
      <Choice name="resultat" legend="La personne a-t-elle été jointe ?" idPrefix="rappel" refused={refused} options={[{ value: 'joint', label: 'Jointe' }, { value: 'non-joint', label: 'Non jointe' }, { value: 'message-laisse', label: 'Message laissé' }]} />
      <TextArea id="rappel-note" name="note" label="Ce qui s’est dit" aside="(facultatif)" rows={2} refused={refused} />
      <button class="btn btn-light" type="submit">
        Consigner le rappel
      </button>
    </PostForm>
  );
}
