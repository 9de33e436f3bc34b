import { frenchDate, frenchDateTime } from '../../../domain/french/dates';
import { MODE_WORDS } from '../../../domain/french/register';
import { Chip } from '../../components/chip';
import { ErrorSummary, PostForm } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Words } from '../../components/text';
import { departurePath, registerActPath, registerPath } from '../../register-paths';
import type { RegisterConventionProps } from '../../view/register';
import { ActsPanel } from './acts';
import { BulletinsPanel } from './bulletins';
import { DueNotes } from './due';
import { StateChip } from './list';
import { LifePanel } from './life';
import { NoticePanel } from './notice';
import { PeoplePanels } from './people';
import { DatesPanel, DelegationPanel, ModePanel } from './terms';

/** One convention's register: its bulletins, who has access, its terms, and every act in order. */
export function RegisterConventionPage(view: RegisterConventionProps) {
  const { shell, partner, number, caf, state, mode, takenBackAt, due, sent, choosesMode, mayManage, id } = view;
  return (
    <Layout shell={shell} title={`Habilitations : ${partner}`}>
      <p class="small mb-1">
        <a href={registerPath()}>
          <Icon name="arrowLeft" />
          Habilitations
        </a>
      </p>
      <div class="row-flex mb-1">
        <h1>{partner}</h1>
        {state !== 'terminated' && (
          <a class="btn btn-light ms-auto" href={departurePath(id)}>
            <Icon name="logout" />
            Saisir un départ
          </a>
        )}
      </div>
      <div class="row-flex mb-3">
        <span class="ref">convention {number}</span>
        <span class="muted">Caf {caf}</span>
        <StateChip state={state} />
        <Chip tone="line" icon="key">{mode === null ? 'mode à choisir' : MODE_WORDS[mode]}</Chip>
      </div>
      <ErrorSummary refused={sent} idOf={(field) => `${sent?.act ?? ''}-${field}`} />
      <DueNotes due={due} shell={shell} named={false} />
      {takenBackAt !== null && (
        <div class="mb-3">
          <Note tone="warn" icon="lock" title="La délégation est retirée.">
            <p class="mb-0">
              <Words text={`Depuis le ${frenchDateTime(takenBackAt, shell.timeZone, { now: shell.now })}, la Caf gère elle-même les habilitations (${view.article}).`} />
            </p>
          </Note>
        </div>
      )}
      <Departures {...view} />
      <div class="cols s24">
        <div class="stack">
          <BulletinsPanel view={view} />
          <PeoplePanels view={view} />
        </div>
        <aside class="stack" aria-label="Convention et actes">
          <DatesPanel view={view} />
          {choosesMode && mayManage && takenBackAt === null && <ModePanel view={view} />}
          {mayManage && <DelegationPanel view={view} />}
          <NoticePanel view={view} />
          <LifePanel view={view} />
          <ActsPanel acts={view.acts} shell={shell} />
        </aside>
      </div>
    </Layout>
  );
}

/** Departures that were reported: the register is up to date, the access is still to be closed in MCP itself. */
function Departures({ departures, id, tokens, mayManage, shell }: RegisterConventionProps) {
  return (
    <>
      {departures.map((one) => (
        <div class="mb-3">
          <Note tone="info" icon="logout" title={<Words text={one.own ? `${one.name} : le partenaire doit retirer lui-même l’accès, vérifiez-le.` : `${one.name}, ${one.as} : accès à fermer dans Mon Compte Partenaire.`} />}>
            <p class="mb-0">
              <Words text={`${one.cause.charAt(0).toUpperCase()}${one.cause.slice(1)} le ${frenchDate(one.on)}, signalé par ${one.by} le ${frenchDateTime(one.at, shell.timeZone, { now: shell.now })}.`} />
            </p>
            {mayManage && (
              <PostForm action={registerActPath(id)} tokens={tokens} suffix={`depart-${one.id}`} class="mt-2">
                <input type="hidden" name="acte" value="depart-execute" />
                <input type="hidden" name="depart" value={one.id} />
                <button class="btn btn-light btn-sm" type="submit">
                  <Icon name="check" />
                  {one.own ? 'Vérifié' : 'C’est fermé'}
                </button>
              </PostForm>
            )}
          </Note>
        </div>
      ))}
    </>
  );
}
