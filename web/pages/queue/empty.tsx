import { Empty } from '../../components/note';
import { queuePath, type QueueView } from '../../paths';

/** Nothing answers these criteria. */
export function NothingSo() {
  return (
    <Empty icon="search" title="Aucune demande ouverte ne répond à ces critères.">
      <a href={queuePath()}>Voir toutes les demandes ouvertes</a>
    </Empty>
  );
}

const NOTHING: Readonly<Record<QueueView, readonly [string, string]>> = {
  toutes: ['Aucune demande ouverte.', 'Les courriels et les appels paraîtront ici dès leur arrivée.'],
  'a-prendre-en-charge': ['Tout est pris en charge.', 'Aucune demande n’attend qu’une personne du guichet s’en saisisse.'],
  'attente-caf': ['La Caf ne doit aucune réponse.', 'Les demandes reviennent ici dès qu’un partenaire écrit.'],
  'attente-partenaire': ['Aucun partenaire ne doit de réponse.', 'Une question posée à un partenaire paraîtra ici.'],
  escaladees: ['Aucune escalade en cours.', 'Personne n’a laissé passer le délai du contrat.'],
  'a-identifier': ['Tous les expéditeurs sont identifiés.', 'Un courriel d’une personne inconnue attendra ici une décision.'],
};

/** Nothing waits in this view: said as the good news that it is. */
export function NothingToDo({ view }: { view: QueueView }) {
  const [title, text] = NOTHING[view];
  return (
    <Empty icon="checkCircle" title={title}>
      {text}
    </Empty>
  );
}
