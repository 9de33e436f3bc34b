import type { Reference } from '../../domain/ids';
import { attachmentPath } from '../paths';
import type { AttachmentView } from '../view/ticket';
import { fileSize } from '../words/labels';
import { Icon } from './icon';

/** « DOCX »: what the name says, else the announced type. */
function extensionOf({ name, type }: AttachmentView): string {
  const found = /\.([a-z0-9]{1,5})$/i.exec(name);
  return found?.[1]?.toUpperCase() ?? type;
}

/** Files that came with a message. A picture of a safe type is shown from our own copy; the rest is only offered. */
export function Attachments({ reference, files, pathOf = attachmentPath }: { reference: Reference; files: readonly AttachmentView[]; pathOf?: (reference: Reference, id: string) => string }) {
  if (files.length === 0) return null;
  return (
    <ul class="files" aria-label="Pièces jointes">
      {files.map((file) => {
        const href = pathOf(reference, file.id);
        return (
          <li class="file">
            {file.picture ? <img src={href} alt={`Aperçu de ${file.name}`} loading="lazy" width="148" height="92" /> : <Icon name="file" />}
            <div class="anywhere">
              <div class="fw6">{file.name}</div>
              <div class="small muted">
                {fileSize(file.sizeBytes)} · {file.picture ? 'image affichée sans chargement distant' : extensionOf(file)}
              </div>
              {file.picture && (
                <>
                  <a class="small" href={href}>
                    Agrandir
                  </a>{' '}
                  ·{' '}
                </>
              )}
              <a class="small" href={href} download={file.name}>
                Télécharger
              </a>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
