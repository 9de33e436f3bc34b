import { Choice } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Option, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { stopsPath } from '../../stop-paths';
import type { ShellProps } from '../../view/shell';
import type { StopFields } from '../../view/stop';
import { Boxes, StopTelling, StopWhat } from './fields';

export interface StopFormProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly values: StopFields;
  readonly refused: Refused | null;
  /** One's own Cafs. */
  readonly cafs: readonly Option[];
  readonly services: readonly Option[];
  /** Whether it may be announced for every Caf. */
  readonly national: boolean;
  readonly zoneWords: string;
}

/** The form that announces a stop; what it sends is shown first. */
export function StopFormPage(props: StopFormProps) {
  const { shell, tokens, refused } = props;
  return (
    <Layout shell={shell} title="Annoncer un arrêt" wide="wrap narrow">
      <p class="small mb-1">
        <a href={stopsPath()}>
          <Icon name="arrowLeft" />
          Arrêts planifiés
        </a>
      </p>
      <h1 class="mb-3">Annoncer un arrêt</h1>
      <section class="card" aria-label="Arrêt">
        <div class="card-body">
          <PostForm action={stopsPath()} tokens={tokens} suffix="arret" draft="arret">
            <ErrorSummary refused={refused} idOf={(field) => `arret-${field}`} />
            <Where {...props} />
            <StopWhat {...props} prefix="arret" />
            <StopTelling {...props} prefix="arret" />
            <button class="btn btn-primary" type="submit" name="etape" value="apercu" data-submit>
              Voir la lettre et les destinataires
            </button>
          </PostForm>
        </div>
      </section>
    </Layout>
  );
}

function Where({ values, refused, cafs, national }: StopFormProps) {
  const [only] = cafs;
  const hidden = !national && cafs.length === 1 && only !== undefined;
  if (hidden) return <input type="hidden" name="cafs" value={only.value} />;
  return (
    <>
      {national && <Choice name="portee" legend="Qui est touché" idPrefix="arret" value={values.portee} refused={refused} options={[{ value: 'national', label: 'Toutes les Caf' }, { value: 'cafs', label: 'Certaines Caf, cochées ci-dessous' }]} />}
      <Boxes name="cafs" legend="Caf touchées" options={cafs} chosen={values.cafs} refused={refused} prefix="arret" />
    </>
  );
}
