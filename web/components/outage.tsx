import type { OutageView } from '../view/portal';
import { Note } from './note';
import { Paragraphs, Words } from './text';

/** An outage that is known, so that nobody reports it again or waits without knowing. */
export function Outage({ outage, say }: { outage: OutageView; say: string }) {
  return (
    <Note tone={outage.over ? 'info' : 'warn'} icon="bolt" title={outage.title}>
      <p class="small mb-1">
        <Words text={`${outage.over ? 'Incident terminé, commencé le' : 'Incident connu depuis le'} ${outage.since}. ${say}`} />
      </p>
      {outage.known !== '' && (
        <blockquote class="small mb-0">
          <Paragraphs text={outage.known} />
        </blockquote>
      )}
    </Note>
  );
}
