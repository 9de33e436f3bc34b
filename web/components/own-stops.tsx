import type { OwnStopView } from '../view/stop';
import { Note } from './note';
import { Words } from './text';

/** At the head of every page of the portal, before a planned stop and during it. */
export function OwnStops({ stops }: { stops: readonly OwnStopView[] }) {
  return (
    <>
      {stops.map((stop) => (
        <div class="mb-3">
          <Note tone={stop.running ? 'warn' : 'info'} icon="alert" title={<Words text={`${stop.running ? 'Arrêt en cours' : 'Arrêt planifié'} : ${stop.title}`} />}>
            <p class="small mb-0">
              <Words text={`Du ${stop.from} au ${stop.until}, ${stop.services}.`} /> <a href={stop.href}>Lire l’annonce</a>
            </p>
          </Note>
        </div>
      ))}
    </>
  );
}
