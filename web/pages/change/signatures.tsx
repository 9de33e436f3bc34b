import { frenchDateTime } from '../../../domain/french/dates';
import { SIGNERS, type Signer } from '../../../domain/journeys/change-facts';
import { isOver } from '../../../domain/journeys/change-state';
import { Chip } from '../../components/chip';
import { TextField } from '../../components/fields';
import { PostForm } from '../../components/form';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { changeActPath } from '../../paths-change';
import type { ChangeView } from '../../view/change';
import { Check } from './check';
import { takesOver } from './take-over';
import { refusedOf } from './refused';

interface Of {
  readonly view: ChangeView;
}

const WHO: Readonly<Record<Signer, string>> = { signatory: 'Signataire du partenaire', administrator: 'Nouvel administrateur' };

/** Both signatures of annex 3: how each is asked for, given, or attested; and who the signatory is. */
export function SignaturesPanel({ view }: Of) {
  const { state, mayWork, signatoryKnown } = view;
  const form = state.kept?.form;
  const done = SIGNERS.filter((who) => state.signatures[who] !== undefined).length;
  const names: Record<Signer, string> = { signatory: form?.signatoryName ?? '', administrator: `${form?.firstName ?? ''} ${form?.lastName ?? ''}` };
  return (
    <Panel title="Deux signatures" end={<Chip tone={done === 2 ? 'ok' : 'soon'} icon={done === 2 ? 'checkCircle' : 'missing'}>{done} sur 2</Chip>}>
      <ul class="check">
        {SIGNERS.map((who) => (
          <Check done={state.signatures[who] !== undefined}>
            <b>{WHO[who]}</b>
            {'\u00a0'}: {names[who]}
            <br />
            <span class="small muted">
              <Words text={signatureWords(view, who)} />
            </span>
            {mayWork && state.phase === 'signing' && state.signatures[who] === undefined && <Attest view={view} who={who} text="Attester la signature sur papier" />}
            {takesOver(view, who) && <Attest view={view} who={who} text="L’attester à mon tour" />}
          </Check>
        ))}
        <Check done={signatoryKnown || state.signatoryVerified}>
          <b>Signataire {signatoryKnown ? 'connu à la convention' : state.signatoryVerified ? 'vérifié' : 'inconnu de la convention, à vérifier'}</b>
          {mayWork && !signatoryKnown && !state.signatoryVerified && state.approved === null && !isOver(state.phase) && <Verify view={view} />}
          {takesOver(view, 'verified') && <Verify view={view} />}
        </Check>
      </ul>
    </Panel>
  );
}

function signatureWords({ state, shell, names, onPaper }: ChangeView, who: Signer): string {
  const signature = state.signatures[who];
  if (signature === undefined) {
    if (state.signaturesAskedFor !== state.kept?.digest) return 'à demander';
    if (!onPaper.includes(who)) return 'demandée, par un lien envoyé à son adresse';
    return state.unasked ? 'à demander par téléphone : aucun courriel n’arrive au partenaire' : 'demandée sur papier : le formulaire à signer est envoyé au partenaire';
  }
  const at = frenchDateTime(signature.at, shell.timeZone, { now: shell.now });
  const print = `empreinte ${signature.digest.slice(0, 4)}…${signature.digest.slice(-4)}`;
  return signature.how === 'portal' ? `au portail, ${at}, ${print}` : `sur papier, attestée par ${names.get(signature.by ?? '') ?? 'un agent'}, ${at}`;
}

function Attest({ view, who, text }: Of & { who: Signer; text: string }) {
  return (
    <PostForm action={changeActPath(view.id, 'signature')} tokens={view.tokens} suffix={`signature-${who}`}>
      <input type="hidden" name="qui" value={who === 'signatory' ? 'signataire' : 'administrateur'} />
      <button class="btn btn-light btn-sm" type="submit">
        {text}
      </button>
    </PostForm>
  );
}

function Verify({ view }: Of) {
  return (
    <PostForm action={changeActPath(view.id, 'signataire')} tokens={view.tokens} suffix="signataire">
      <TextField id="signataire-motif" name="motif" label="Comment il a été vérifié" maxLength={500} refused={refusedOf(view, 'signataire')} required />
      <button class="btn btn-light btn-sm" type="submit">
        Noter la vérification du signataire
      </button>
    </PostForm>
  );
}
