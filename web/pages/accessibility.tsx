import type { ComponentChildren } from 'preact';
import { Layout } from '../components/layout';
import { Words } from '../components/text';
import { helpPath } from '../help-paths';
import type { ShellProps } from '../view/shell';

export interface AccessibilityProps {
  readonly shell: ShellProps;
  /** Where a difficulty is reported: an address of mail or of a page; null = the instance has set none. */
  readonly contact: string | null;
}

const TESTED: readonly string[] = [
  'Chaque page, dans chacun de ses états (vide, remplie, refusée, en erreur), est contrôlée par axe-core (règles WCAG 2.0 à 2.2, niveaux A et AA, et bonnes pratiques), à 1 440 et 360 pixels de large ; les contrastes le sont en clair et en sombre.',
  'Aucune page ne déborde à 360 pixels, ni à 720 pixels, ce qui équivaut à un zoom de 200 %.',
  'Une matinée d’agent, de la file d’attente à une demande résolue, est faite au clavier seul ; les raccourcis d’une seule touche se désactivent (aide « ? »).',
  'La lecture et les actions principales sont faites sans JavaScript.',
  'Les animations s’arrêtent quand le système le demande ; les couleurs imposées par le système sont respectées.',
  'Les courriels envoyés sont contrôlés de même, en clair et en sombre ; chacun existe aussi en texte seul.',
];
const FAILINGS: readonly string[] = [
  'Aucun essai n’a été fait avec un lecteur d’écran par une personne qui s’en sert tous les jours.',
  'Les documents PDF (dossier d’une demande, bilan annuel) sont balisés, sans audit de leur structure. Les mêmes données sont sur les pages.',
  'Les courriels et les pièces jointes des partenaires sont montrés tels qu’ils sont écrits : leur mise en forme, leurs images et leurs documents peuvent n’être pas accessibles. Le texte de chaque courriel est toujours donné à part.',
  'Les graphiques ont chacun un tableau des mêmes chiffres ; leur dessin n’est pas décrit.',
];

/** The declaration that French law asks for (RGAA 4.1): what is known, what was tested and how, what fails, whom to write to. */
export function AccessibilityPage({ shell, contact }: AccessibilityProps) {
  return (
    <Layout shell={shell} title="Déclaration d’accessibilité" wide="wrap narrow">
      <h1 class="mb-3">Déclaration d’accessibilité</h1>
      <div class="prose">
        <p>
          <Words text="Guichet veut être utilisable par toutes les personnes qui y travaillent, quel que soit leur handicap. Cette déclaration s’applique à toutes ses pages : celles du guichet de la Caf et l’espace des partenaires." />
        </p>
        <Part title="État de conformité">
          <p>
            <Words text="**Non conforme** au référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1 : les contrôles ci-dessous sont faits, mais l’audit de ses 106 critères par une personne ne l’est pas encore. Sans cet audit, aucun taux ne peut être donné." />
          </p>
        </Part>
        <Part title="Ce qui a été contrôlé, et comment">
          <List items={TESTED} />
          <p class="mb-0">
            <Words text="Ces contrôles sont faits à chaque version, dans Chromium. Technologies : HTML, CSS, SVG, JavaScript (facultatif)." />
          </p>
        </Part>
        <Part title="Ce qui n’est pas accessible, ou n’a pas été vérifié">
          <List items={FAILINGS} />
        </Part>
        <Part title="Signaler une difficulté">
          <p>
            <Words text="Si un contenu ou une action vous résiste, dites-le : une autre voie vous sera proposée. " />
            <Contact contact={contact} />
          </p>
          <p class="mb-0">
            <a href={helpPath()}>Les guides d’utilisation</a> <Words text="décrivent chaque action et ses touches." />
          </p>
        </Part>
        <Part title="Voies de recours">
          <p class="mb-0">
            <Words text="Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits, sur son site, par courrier gratuit ou auprès de l’un de ses délégués." />
          </p>
        </Part>
        <p class="small muted">
          <Words text="Déclaration établie le 22 novembre 2026, par les auteurs de Guichet." />
        </p>
      </div>
    </Layout>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <>
      <h2>{title}</h2>
      {children}
    </>
  );
}

function List({ items }: { items: readonly string[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li>
          <Words text={item} />
        </li>
      ))}
    </ul>
  );
}

function Contact({ contact }: { contact: string | null }) {
  if (contact === null) return <Words text="Adressez-vous au responsable du guichet de votre Caf." />;
  return (
    <>
      Écrivez à <a href={contact.includes('://') ? contact : `mailto:${contact}`}>{contact}</a>.
    </>
  );
}
