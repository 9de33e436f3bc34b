import type { ComponentChildren } from 'preact';
import type { Instant } from '../../domain/ids';
import { Icon, type IconName } from '../components/icon';
import { Layout } from '../components/layout';
import { Words } from '../components/text';
import { homePath, signInPath } from '../paths';
import type { ShellProps } from '../view/shell';
import { nearDateTime } from '../words/when';

interface ErrorBase {
  readonly shell: ShellProps;
}

function ErrorPage({ shell, tab, icon, title, children }: ErrorBase & { tab: string; icon: IconName; title: string; children: ComponentChildren }) {
  return (
    <Layout shell={shell} title={tab} wide="wrap narrow">
      <div class="card mt-4">
        <div class="card-body">
          <h1 class="mb-3">
            <Icon name={icon} /> {title}
          </h1>
          {children}
        </div>
      </div>
    </Layout>
  );
}

export function NotFoundPage({ shell }: ErrorBase) {
  return (
    <ErrorPage shell={shell} tab="Page introuvable" icon="search" title="Cette page n’existe pas.">
      <p>L’adresse est incomplète, ou la demande n’est pas de vos Caf. Vérifiez la référence, par exemple 31-2026-000123.</p>
      <a class="btn btn-primary" href={homePath()}>
        Aller à l’accueil
      </a>
    </ErrorPage>
  );
}

/** A request whose content is erased: what is left to know of it. */
export function ErasedPage({ shell, reference, at }: ErrorBase & { readonly reference: string; readonly at: Instant }) {
  return (
    <ErrorPage shell={shell} tab="Demande effacée" icon="minusCircle" title="Cette demande a été effacée.">
      <p>
        <Words text={`La durée de conservation de la demande ${reference} étant échue, son contenu a été effacé le ${nearDateTime(at, shell.now, shell.timeZone)} : messages, lettres, pièces jointes, journal. Elle compte encore dans les chiffres.`} />
      </p>
      <a class="btn btn-primary" href={homePath()}>
        Aller à l’accueil
      </a>
    </ErrorPage>
  );
}

/** `reason`: what was refused, in French; « formulaire expiré » and roles alike. */
export function ForbiddenPage({ shell, reason }: ErrorBase & { readonly reason: string | null }) {
  return (
    <ErrorPage shell={shell} tab="Accès refusé" icon="lock" title="Vous n’avez pas accès à cette page.">
      <p>
        <Words text={reason ?? 'Votre rôle ne le permet pas. Le responsable de votre guichet peut le changer.'} />
      </p>
      <a class="btn btn-primary" href={homePath()}>
        Revenir à l’accueil
      </a>
    </ErrorPage>
  );
}

/** An address or a form that cannot be read: nobody's right is at stake. `reason` in French. */
export function BadRequestPage({ shell, reason }: ErrorBase & { readonly reason: string }) {
  return (
    <ErrorPage shell={shell} tab="Demande illisible" icon="alert" title="Cette demande n’a pas pu être lue.">
      <p>
        <Words text={reason} />
      </p>
      <a class="btn btn-primary" href={homePath()}>
        Revenir à l’accueil
      </a>
    </ErrorPage>
  );
}

/** `reference` finds the line of the log; nothing else of the error is shown. */
export function ServerErrorPage({ shell, reference }: ErrorBase & { readonly reference: string }) {
  return (
    <ErrorPage shell={shell} tab="Erreur" icon="alert" title="Une erreur est survenue, de notre fait.">
      <p>Aucun courriel n’est perdu et aucun délai n’est arrêté. Essayez de nouveau ; si l’erreur revient, donnez cette référence à l’exploitant :</p>
      <p class="fs-5 fw6 tnum anywhere">{reference}</p>
      <a class="btn btn-primary" href={homePath()}>
        Revenir à l’accueil
      </a>
    </ErrorPage>
  );
}

/** PostgreSQL is out of reach for the moment. A form that is sent again counts once (its key). `reference` finds the line of the log. */
export function UnavailablePage({ shell, reference }: ErrorBase & { readonly reference: string }) {
  return (
    <ErrorPage shell={shell} tab="Momentanément indisponible" icon="clock" title="Guichet ne peut pas répondre pour le moment.">
      <p>
        Aucun courriel n’est perdu et aucun délai n’est arrêté. Attendez une minute, puis rechargez cette page : ce que vous veniez d’envoyer le sera de nouveau, et ne compte qu’une fois.
        Si cela dure, donnez cette référence à l’exploitant :
      </p>
      <p class="fs-5 fw6 tnum anywhere">{reference}</p>
      <a class="btn btn-primary" href={homePath()}>
        Revenir à l’accueil
      </a>
    </ErrorPage>
  );
}

export interface ActKeptProps extends ErrorBase {
  /** « Répondre » */
  readonly act: string;
  readonly back: string;
  readonly savedAt: Instant;
  readonly text: string | null;
}

/** An act whose answer did not come in time: it is a row already, and its text is shown so that nobody types it twice. */
export function ActKeptPage({ shell, act, back, savedAt, text }: ActKeptProps) {
  return (
    <ErrorPage shell={shell} tab="Votre texte est gardé" icon="save" title="Votre texte est gardé.">
      <p>
        « {act} » est enregistré ({nearDateTime(savedAt, shell.now, shell.timeZone)}) mais n’est pas encore confirmé. Il le sera dès que le service
        répond ; s’il ne peut pas l’être, il vous revient en brouillon. Ne le saisissez pas de nouveau.
      </p>
      {text !== null && <blockquote class="border-start ps-3 muted pre">{text}</blockquote>}
      <a class="btn btn-primary" href={back}>
        Revenir à la demande
      </a>
    </ErrorPage>
  );
}

export interface FormExpiredProps extends ErrorBase {
  /** What was written, to be read again; null = no text was. */
  readonly text: string | null;
  /** The form as it was sent. `csrf` null: nobody is signed in. */
  readonly again: { readonly action: string; readonly fields: ReadonlyArray<readonly [string, string]>; readonly csrf: string | null; readonly key: string };
  /** Files may have gone with it: those are chosen again. */
  readonly files: boolean;
  readonly back: string;
}

/** A form of a session that is over: nothing was done, and it can be sent again, whole. */
export function FormExpiredPage({ shell, text, again, files, back }: FormExpiredProps) {
  const signedIn = again.csrf !== null;
  return (
    <ErrorPage shell={shell} tab="Session expirée" icon="lock" title="Ce formulaire est celui d’une session terminée.">
      <p>
        Rien n’a été envoyé et rien n’est perdu. {signedIn ? 'Vous êtes de nouveau connecté : relisez, puis envoyez.' : 'Connectez-vous dans un autre onglet, puis revenez ici et envoyez.'}
        {files && ' Les fichiers que vous veniez de choisir sont à joindre de nouveau.'}
      </p>
      {text !== null && (
        <>
          <p class="fw6">Votre texte :</p>
          <blockquote class="border-start ps-3 pre">{text}</blockquote>
        </>
      )}
      <form method="post" action={again.action} class="row-flex" data-once={signedIn ? true : undefined}>
        <input type="hidden" name="_csrf" value={again.csrf ?? ''} />
        <input type="hidden" name="_cle" value={again.key} />
        {again.fields.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {!signedIn && (
          <a class="btn btn-primary" href={signInPath()} target="_blank" rel="noopener">
            Se connecter (nouvel onglet)
          </a>
        )}
        <button class={signedIn ? 'btn btn-primary' : 'btn btn-light'} type="submit">
          Envoyer de nouveau
        </button>
        <a class="btn btn-light" href={back}>
          Abandonner et revenir à la page
        </a>
      </form>
    </ErrorPage>
  );
}
