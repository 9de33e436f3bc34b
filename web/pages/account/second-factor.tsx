import type { Instant } from '../../../domain/ids';
import { TextField } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Note } from '../../components/note';
import { Panel } from '../../components/panel';
import { QrCode } from '../../components/qr-code';
import { Words } from '../../components/text';
import { recoveryCodesPath, secondFactorRemovalPath } from '../../paths-sign-in';
import type { ShellProps } from '../../view/shell';
import { nearDateTime } from '../../words/when';
import { AccountFrame } from './frame';

export interface EnrolmentProps {
  readonly tokens: FormTokens;
  /** Where the first code is posted. */
  readonly action: string;
  /** What applications read: otpauth://totp/… */
  readonly address: string;
  /** The same secret to be typed, in groups of four. */
  readonly secret: string;
  readonly refused: Refused | null;
}

/** Setting a second factor up: a picture to read, then a first code to confirm (field `code`). */
export function Enrolment({ tokens, action, address, secret, refused }: EnrolmentProps) {
  return (
    <>
      <ErrorSummary refused={refused} idOf={(field) => field} />
      <Panel title="1. Lisez cette image avec une application d’authentification">
        <QrCode text={address} label="Code QR à lire avec votre application d’authentification" />
        <details class="mt-3">
          <summary>Impossible de lire l’image</summary>
          <p class="small mt-2 mb-0">
            Saisissez cette clé dans l’application, type «{"\u00a0"}à durée limitée{"\u00a0"}»{"\u00a0"}:
            <br />
            <code class="anywhere ink">{secret}</code>
          </p>
        </details>
      </Panel>
      <div class="mt-3">
        <Panel title="2. Recopiez le code qu’elle affiche">
          <PostForm action={action} tokens={tokens} suffix="second-facteur">
            <TextField id="code" name="code" label="Code à six chiffres" autocomplete="one-time-code" width="w-ref" maxLength={12} refused={refused} required />
            <button class="btn btn-primary" type="submit">
              <Icon name="check" />
              Activer le second facteur
            </button>
          </PostForm>
        </Panel>
      </div>
    </>
  );
}

/** The account has no second factor yet. */
export function EnrolmentPage({ shell, ...enrolment }: EnrolmentProps & { readonly shell: ShellProps }) {
  return (
    <AccountFrame shell={shell} tab="second-facteur">
      <p class="muted">Un code de votre téléphone en plus du mot de passe{"\u00a0"}: un mot de passe volé ne suffit plus.</p>
      <Enrolment {...enrolment} />
    </AccountFrame>
  );
}

export interface SecondFactorProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly since: Instant;
  readonly codesLeft: number;
  /** The role needs it: it cannot be taken away, only replaced by an administrator. */
  readonly required: boolean;
  readonly refused: Refused | null;
}

/** The account has a second factor; its password is asked again before anything about it changes (field `actuel`). */
export function SecondFactorPage({ shell, tokens, since, codesLeft, required, refused }: SecondFactorProps) {
  return (
    <AccountFrame shell={shell} tab="second-facteur">
      <ErrorSummary refused={refused} idOf={(field) => field} />
      <Note tone="done" title="Votre second facteur est actif.">
        <p class="small">
          <Words text={`Depuis ${nearDateTime(since, shell.now, shell.timeZone)}. ${leftWords(codesLeft)}`} />
        </p>
      </Note>
      <div class="stack mt-3">
        <Panel title="De nouveaux codes de secours">
          <PostForm action={recoveryCodesPath()} tokens={tokens} suffix="codes">
            <TextField id="actuel" name="actuel" label="Mot de passe" type="password" autocomplete="current-password" refused={refused} required />
            <button class="btn btn-light" type="submit">
              <Icon name="refresh" />
              Faire dix nouveaux codes
            </button>
            <p class="small muted mt-2 mb-0">Les précédents ne serviront plus.</p>
          </PostForm>
        </Panel>
        <Panel title="Retirer le second facteur">
          {required ? (
            <p class="mb-0">Votre rôle l’exige. Si vous changez de téléphone, demandez à l’administrateur de Guichet de le retirer{"\u00a0"}: vous en réglerez un autre à la connexion suivante.</p>
          ) : (
            <PostForm action={secondFactorRemovalPath()} tokens={tokens} suffix="retrait">
              <TextField id="retrait" name="retrait" label="Mot de passe" type="password" autocomplete="current-password" refused={refused} required />
              <button class="btn btn-urgent" type="submit">
                Retirer le second facteur
              </button>
            </PostForm>
          )}
        </Panel>
      </div>
    </AccountFrame>
  );
}

function leftWords(left: number): string {
  if (left === 0) return 'Il ne vous reste aucun code de secours : faites-en de nouveaux.';
  return left === 1 ? 'Il vous reste un code de secours : faites-en de nouveaux.' : `Il vous reste ${left} codes de secours.`;
}

