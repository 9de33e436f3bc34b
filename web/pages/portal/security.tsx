import { Select, TextArea, TextField } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Option, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Panel } from '../../components/panel';
import { ownSecurityPath } from '../../paths-security';
import type { ShellProps } from '../../view/shell';

export interface OwnSecurityProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly conventions: readonly Option[];
  readonly refused: Refused | null;
}

/** Anybody of a partner reports a security incident (convention, article 9.2). */
export function OwnSecurityPage({ shell, tokens, conventions, refused }: OwnSecurityProps) {
  const id = (field: string): string => `incident-${field}`;
  return (
    <Layout shell={shell} title="Signaler un incident de sécurité" wide="wrap narrow">
      <h1 class="mb-3">Signaler un incident de sécurité</h1>
      <ErrorSummary refused={refused} idOf={id} />
      <div class="stack">
        <Note tone="stop" icon="alarm" title="Le responsable de la sécurité de la Caf est prévenu aussitôt, jour et nuit.">
          <p class="mb-0">Lui seul lit votre message. N’y mettez ni mot de passe, ni données d’allocataires : dites ce qui s’est passé.</p>
        </Note>
        <Panel title="Ce qui s’est passé">
          <PostForm action={ownSecurityPath()} tokens={tokens} suffix="incident">
            {conventions.length > 1 ? <Select id={id('convention')} name="convention" label="Pour quelle convention ?" options={conventions} blank="Choisir…" refused={refused} required /> : <input type="hidden" name="convention" value={conventions[0]?.value ?? ''} />}
            <TextArea id={id('texte')} name="texte" label="Que s’est-il passé ?" rows={6} refused={refused} hint="Compte utilisé par quelqu’un d’autre, courriel frauduleux, données vues à tort, perte d’un poste…" required />
            <TextField id={id('quand')} name="quand" label="Depuis quand" aside="facultatif" refused={refused} />
            <TextField id={id('rappelTelephone')} name="rappelTelephone" type="tel" label="Numéro où vous joindre" aside="facultatif" refused={refused} />
            <button class="btn btn-primary w-100" type="submit">
              <Icon name="alarm" />
              Signaler l’incident
            </button>
          </PostForm>
        </Panel>
      </div>
    </Layout>
  );
}
