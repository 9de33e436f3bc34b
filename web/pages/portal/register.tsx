import { CONVENTION_WORDS, MODE_WORDS } from '../../../domain/french/register';
import type { ConventionState, Mode } from '../../../domain/register/rules';
import { ErrorSummary, PostForm, type FormTokens, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Empty, Note } from '../../components/note';
import { Facts, Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { newOwnSubcontractorPath, ownSubcontractorPath } from '../../convention-paths';
import { newOwnChangePath } from '../../paths-change';
import { ownDeparturePath, ownRegisterPath } from '../../paths-portal';
import { partnerHomePath } from '../../paths-sign-in';
import type { AccessView, BulletinView, DepartureProps, DueView } from '../../view/register';
import type { ShellProps } from '../../view/shell';
import { BulletinTable } from '../register/bulletins';
import { DepartureFields, idOf } from '../register/departure';
import { OwnDueNote } from '../register/due';
import { AccessTable } from '../register/people';

export interface OwnRegisterProps {
  readonly shell: ShellProps;
  readonly convention: { readonly id: string; readonly number: string; readonly partner: string };
  readonly state: ConventionState;
  readonly mode: Mode | null;
  readonly takenBack: boolean;
  readonly article: string;
  readonly bulletins: readonly BulletinView[];
  readonly holding: readonly AccessView[];
  /** May report a departure, and ask for a change of administrator. */
  readonly mayReport: boolean;
  readonly mayAsk: boolean;
  /** Whoever left a place that nobody took. */
  readonly due?: readonly DueView[];
  /** May announce a subcontractor; those announced already. */
  readonly mayAnnounce?: boolean;
  readonly subcontractors?: ReadonlyArray<{ readonly id: string; readonly words: string }>;
}

/** What a partner's convention has in the register, read only. */
export function OwnRegisterPage({ shell, convention, state, mode, takenBack, article, bulletins, holding, mayReport, mayAsk, mayAnnounce = false, subcontractors = [], due = [] }: OwnRegisterProps) {
  return (
    <Layout shell={shell} title={`Habilitations de la convention ${convention.number}`} wide="wrap narrow">
      <BackHome />
      <h1 class="mb-1">Vos habilitations</h1>
      <p class="row-flex mb-3">
        <span class="ref">convention {convention.number}</span> <span class="muted">{convention.partner}</span>
      </p>
      <div class="stack">
        {takenBack && (
          <Note tone="warn" icon="lock" title="La Caf a repris la gestion de vos habilitations.">
            <p class="mb-0">
              <Words text={`Vos administrateurs ne créent plus d’accès : demandez-les à la Caf par écrit (${article}).`} />
            </p>
          </Note>
        )}
        <OwnDueNote due={due} shell={shell} conventionId={convention.id} mayAsk={mayAsk} />
        {mayReport && (
          <Panel title="Quelqu’un part ou change de poste">
            <p>
              <Words text={`Signalez-le aussitôt (${article}) : son accès est retiré sur-le-champ, et la Caf vous le confirme par courriel.`} />
            </p>
            <a class="btn btn-primary" href={ownDeparturePath(convention.id)}>
              <Icon name="logout" />
              Signaler un départ ou un changement de poste
            </a>
          </Panel>
        )}
        <Panel title="Convention">
          <Facts rows={[['État', CONVENTION_WORDS[state]], ['Qui crée les accès', mode === null ? 'à préciser par la Caf' : mode === 'delegated' ? 'vos administrateurs (mode délégué)' : `la Caf (${MODE_WORDS[mode]})`]]} />
          {mayAsk && (
            <p class="small mb-0 mt-2">
              <a href={newOwnChangePath(convention.id)}>Changer d’administrateur</a>
            </p>
          )}
        </Panel>
        {(mayAnnounce || subcontractors.length > 0) && (
          <Panel title="Sous-traitants">
            {subcontractors.length > 0 && (
              <ul class="list">
                {subcontractors.map((one) => (
                  <li>
                    <a href={ownSubcontractorPath(one.id)}>
                      <Words text={one.words} />
                    </a>
                  </li>
                ))}
              </ul>
            )}
            {mayAnnounce && (
              <a class="btn btn-light" href={newOwnSubcontractorPath(convention.id)}>
                <Icon name="users" />
                Annoncer un sous-traitant
              </a>
            )}
          </Panel>
        )}
        <Panel title="Bulletins d’adhésion" flush>
          {bulletins.length === 0 ? <Empty icon="contract" title="Aucun bulletin connu." /> : <BulletinTable bulletins={bulletins} shell={shell} />}
        </Panel>
        <Panel title="Accès connus de la Caf" flush>
          {holding.length === 0 ? <Empty icon="key" title="Aucun accès connu." /> : <AccessTable people={holding} shell={shell} hrefOf={null} />}
          {mode === 'delegated' && <p class="card-body small muted mb-0">En mode délégué, la Caf connaît vos administrateurs et le nombre de vos utilisateurs, pas leurs noms.</p>}
        </Panel>
      </div>
    </Layout>
  );
}

function BackHome() {
  return (
    <p class="small mb-1">
      <a href={partnerHomePath()}>
        <Icon name="arrowLeft" />
        Accueil
      </a>
    </p>
  );
}

/** Whoever reports their own departure reads it here: the portal is no longer theirs. */
export function OwnDepartureDonePage({ shell, name }: { shell: ShellProps; name: string }) {
  return (
    <Layout shell={shell} title="Départ signalé" wide="wrap narrow">
      <h1 class="mb-3">Votre départ est signalé</h1>
      <Note tone="done" title="Votre accès est retiré." live>
        <p class="mb-0">
          <Words text={`Merci, ${name}. La confirmation part par courriel, à vous et aux autres administrateurs. Cet espace ne vous est plus ouvert : vous pouvez fermer cette page.`} />
        </p>
      </Note>
    </Layout>
  );
}

export type OwnDepartureProps = Omit<DepartureProps, 'refused'> & { readonly tokens: FormTokens; readonly refused: Refused | null };

/** « Signaler un départ ou un changement de poste »: the access ends at once. */
export function OwnDeparturePage({ shell, tokens, convention, people, others, today, article, refused }: OwnDepartureProps) {
  return (
    <Layout shell={shell} title="Signaler un départ" wide="wrap narrow">
      <p class="small mb-1">
        <a href={ownRegisterPath(convention.id)}>
          <Icon name="arrowLeft" />
          Vos habilitations
        </a>
      </p>
      <h1 class="mb-3">Signaler un départ ou un changement de poste</h1>
      <ErrorSummary refused={refused} idOf={idOf} />
      <div class="stack">
        <Note tone="info" icon="lock" title="L’accès est retiré dès l’envoi.">
          <p class="mb-0">
            <Words text={`Tous vos administrateurs en reçoivent la confirmation (${article}). Si c’est le vôtre, cet espace se ferme aussi. Un administrateur qui part est à remplacer par le formulaire de changement d’administrateur.`} />
          </p>
        </Note>
        <Panel title={`Convention ${convention.number}`}>
          <PostForm action={ownDeparturePath(convention.id)} tokens={tokens} suffix="depart">
            <DepartureFields people={people} others={others} today={today} refused={refused} />
            <button class="btn btn-primary w-100" type="submit">
              <Icon name="send" />
              Signaler à la Caf
            </button>
          </PostForm>
        </Panel>
      </div>
    </Layout>
  );
}
