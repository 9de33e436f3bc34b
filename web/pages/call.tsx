import type { Calendar } from '../../domain/calendar-types';
import type { CafCode, Reference } from '../../domain/ids';
import type { FormTokens, Option, Refused } from '../components/form';
import { ErrorSummary, PostForm } from '../components/form';
import { Icon } from '../components/icon';
import { Layout } from '../components/layout';
import { callsPath } from '../paths';
import type { Opening, ShellProps } from '../view/shell';
import type { TimelineEntry } from '../view/ticket';
import { CallerSearch, type CallerView } from './call/caller';
import { CallAside } from './call/aside';
import { CallFields } from './call/fields';

export type { CallerView } from './call/caller';

export interface CallItem {
  readonly code: string;
  readonly label: string;
  readonly optional: boolean;
}

export interface CallProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  /** What was typed to find the caller. */
  readonly q: string;
  /** Those found; null = not searched yet. */
  readonly callers: readonly CallerView[] | null;
  /** The Caf whose contract holds: the chosen caller's, else the agent's own. */
  readonly caf: { readonly code: CafCode; readonly name: string; readonly opening: Opening; readonly calendar: Calendar };
  /** The Cafs of who is signed in: with several, the form asks which one is called when the caller is unknown. */
  readonly cafs?: readonly Option[];
  readonly items: readonly CallItem[];
  readonly itemsArticle: string | null;
  readonly services: readonly Option[];
  readonly kinds: readonly Option[];
  /** Filled in beforehand, or sent and refused. */
  readonly values: Readonly<Record<string, string>>;
  readonly refused: Refused | null;
  /** What « urgent » does here, in a sentence. */
  readonly urgency: string;
  /** Open tickets of the same partner that look alike. */
  readonly near: ReadonlyArray<{ readonly reference: Reference; readonly subject: string; readonly detail: string }>;
  /** What would happen if it were saved now. */
  readonly forecast: readonly TimelineEntry[];
  readonly partner: {
    readonly convention: string | null;
    readonly services: string;
    readonly openTickets: number;
    readonly lastCall: string | null;
  } | null;
}

/**
 * The page an agent fills while talking. Fields posted: debut (instant at which the call was taken), caf, appelant (contact id or « inconnu »), nomAppelant, service, nature,
 * objet, description, messageErreur, rappelNom, rappelTelephone, rappelAvant (`datetime-local`), urgent (« oui »), prendre (« oui » / « non »).
 */
export function CallPage(props: CallProps) {
  const { shell, refused } = props;
  return (
    <Layout shell={shell} title="Saisir un appel">
      <div class="row-flex mb-3">
        <h1>Saisir un appel</h1>
        <span class="ms-auto muted small row-flex hide-s">
          <kbd>Tab</kbd> champ suivant <kbd>Ctrl ↵</kbd> enregistrer
        </span>
      </div>
      <div class="cols s25">
        <div class="stack">
          <CallerSearch {...props} />
          <PostForm action={callsPath()} tokens={props.tokens} suffix="appel" draft="appel" id="formulaire-appel" class="stack">
            <input type="hidden" name="debut" value={props.values['debut']} />
            <ErrorSummary refused={refused} idOf={(field) => `appel-${field}`} />
            <CallFields {...props} />
            <div class="row-flex">
              <button class="btn btn-primary btn-lg" type="submit" name="prendre" value="oui" data-submit>
                <Icon name="save" />
                Enregistrer et prendre en charge
              </button>
              <button class="btn btn-light" type="submit" name="prendre" value="non">
                Enregistrer sans prendre en charge
              </button>
              <span class="small muted" role="status" data-draft-status>
                Un double clic ne crée qu’une demande.
              </span>
            </div>
          </PostForm>
        </div>
        <CallAside {...props} />
      </div>
    </Layout>
  );
}
