import { TextField } from '../../components/fields';
import { Chip } from '../../components/chip';
import { Icon } from '../../components/icon';
import { Panel } from '../../components/panel';
import { newCallPath } from '../../paths';
import { count, initials } from '../../words/labels';
import type { CallProps } from '../call';
import { frenchPhone } from '../ticket/around';

/** Someone who may be calling. A person who may not open a ticket is shown and says so, never hidden. */
export interface CallerView {
  readonly id: string;
  readonly name: string;
  /** « support niveau 1 » */
  readonly role: string;
  readonly partner: string;
  readonly phone: string | null;
  readonly mayOpen: boolean;
}

/** The main form of the page: what is chosen here is posted with it. */
const FORM = 'formulaire-appel';

/** A search of its own (GET): works without a script, and what it finds is chosen in the form below. */
export function CallerSearch(props: CallProps) {
  const { q, callers, values, refused } = props;
  return (
    <Panel title="1. Qui appelle ?">
      <form action={newCallPath()} role="search" aria-label="Trouver l’appelant">
        <input type="hidden" name="debut" value={values['debut']} />
        <label class="form-label" for="appel-recherche">
          Nom, partenaire ou numéro affiché
        </label>
        <div class="d-flex gap-2">
          <input id="appel-recherche" class="form-control" name="q" value={q} autocomplete="off" data-first />
          <button class="btn btn-light" type="submit">
            <Icon name="search" />
            Trouver
          </button>
        </div>
      </form>
      {callers !== null && (
        <p class="form-text mb-0" role="status">
          {callers.length === 0
            ? 'Personne de ce nom ni de ce numéro. Indiquez son nom ci-dessous.'
            : `${count(callers.length, 'personne trouvée', 'personnes trouvées')}. Choisissez.`}
        </p>
      )}
      <CallerChoice {...props} />
      <TextField
        id="appel-nomAppelant"
        name="nomAppelant"
        label="Son nom, si c’est une autre personne"
        value={values['nomAppelant']}
        refused={refused}
        form={FORM}
      />
    </Panel>
  );
}

/** The people found, and « unknown », as one choice. */
function CallerChoice({ callers, values }: CallProps) {
  const chosen = values['appelant'] ?? callers?.[0]?.id ?? 'inconnu';
  return (
    <fieldset class="mt-2 mb-3" id="appel-appelant">
      <legend class="visually-hidden">Appelant</legend>
      {callers?.map((caller) => (
        <label class="pick">
          <input
            class="form-check-input m-0"
            type="radio"
            name="appelant"
            form={FORM}
            value={caller.id}
            checked={caller.id === chosen}
            data-item="caller-name"
            data-name={caller.name}
            data-phone={caller.phone === null ? '' : frenchPhone(caller.phone)}
          />
          <span class="who" aria-hidden="true">
            {initials(caller.name)}
          </span>
          <span class="grow">
            <span class="fw6">{caller.name}</span> <span class="muted small">· {caller.role}</span>
            <br />
            <span class="small">
              {caller.partner}
              {caller.phone !== null && <span class="muted"> · {frenchPhone(caller.phone)}</span>}
            </span>
          </span>
          {caller.mayOpen ? (
            <Chip tone="ok" icon="check">
              Peut saisir le guichet
            </Chip>
          ) : (
            <Chip tone="soon" icon="alert">
              Pas un contact du contrat
            </Chip>
          )}
        </label>
      ))}
      <label class="pick">
        <input class="form-check-input m-0" type="radio" name="appelant" form={FORM} value="inconnu" checked={chosen === 'inconnu'} />
        <span class="who" aria-hidden="true">
          <Icon name="userQuestion" />
        </span>
        <span class="grow">
          <span class="fw6">Une autre personne</span>
          <br />
          <span class="small muted">L’appel sera enregistré « À identifier »</span>
        </span>
      </label>
    </fieldset>
  );
}
