import { Select, TextField } from '../../components/fields';
import type { BulletinAct } from '../../register-paths';
import type { BulletinView, RegisterConventionProps } from '../../view/register';
import { SERVICE_LONG, SERVICE_SHORT } from '../../words/labels';
import { Folded } from './folded';
import { sentOf } from './sent';

type Of = { readonly view: RegisterConventionProps };

/** A bulletin is added, signed, completed or corrected, as the paper says. */
export function BulletinForms({ view }: Of) {
  const { bulletins } = view;
  return (
    <>
      <AddForm view={view} />
      {bulletins.length > 0 && <SignatureForm view={view} />}
      {bulletins.length > 0 && <ProfileForm view={view} />}
      {bulletins.length > 0 && <UnitForm view={view} />}
    </>
  );
}

function AddForm({ view }: Of) {
  const refused = sentOf(view, 'bulletin');
  return (
    <Folded view={view} act="bulletin" summary="Ajouter un bulletin d’adhésion" button="Ajouter le bulletin">
      <Select id="bulletin-service" name="service" label="Service" options={Object.entries(SERVICE_LONG).map(([value, label]) => ({ value, label }))} blank="Choisir…" refused={refused} required />
      <TextField id="bulletin-unite" name="unite" label="Unité du partenaire" aside="(facultatif)" refused={refused} maxLength={120} hint="Laissez vide si le bulletin vaut pour le partenaire entier." />
      <TextField id="bulletin-date" name="date" label="Signé des deux parties le" aside="(facultatif)" type="date" width="w-ref" refused={refused} hint="Le service s’ouvre ensuite, une fois les autres conditions réunies." />
    </Folded>
  );
}

function SignatureForm({ view }: Of) {
  const refused = sentOf(view, 'bulletin-signature');
  return (
    <Folded view={view} act="bulletin-signature" summary="Saisir ou corriger la signature d’un bulletin" button="Noter la signature">
      <Which view={view} act="bulletin-signature" />
      <TextField id="bulletin-signature-date" name="date" label="Signé des deux parties le" type="date" width="w-ref" refused={refused} required />
    </Folded>
  );
}

function ProfileForm({ view }: Of) {
  const refused = sentOf(view, 'profil');
  const codes = view.profiles ?? [];
  return (
    <Folded view={view} act="profil" summary="Ajouter un profil à un bulletin" button="Ajouter le profil">
      <Which view={view} act="profil" />
      <TextField id="profil-profil" name="profil" label="Profil" width="w-ref" refused={refused} required maxLength={20} hint={codes.length === 0 ? 'Son code dans Mon Compte Partenaire.' : `Pour CDAP, ceux du contrat : ${codes.join(', ')}.`} />
      <TextField id="profil-nombre" name="nombre" label="Utilisateurs permis" aside="(facultatif)" width="w-ref" refused={refused} hint="Laissez vide ce que le bulletin ne permet pas de lire." />
    </Folded>
  );
}

function UnitForm({ view }: Of) {
  return (
    <Folded view={view} act="bulletin-unite" summary="Corriger l’unité d’un bulletin" button="Corriger l’unité">
      <Which view={view} act="bulletin-unite" />
      <TextField id="bulletin-unite-unite" name="unite" label="Unité du partenaire" aside="(facultatif)" refused={sentOf(view, 'bulletin-unite')} maxLength={120} hint="Vide : le partenaire entier." />
    </Folded>
  );
}

function Which({ view, act }: Of & { act: BulletinAct }) {
  return <Select id={`${act}-bulletin`} name="bulletin" label="Bulletin" options={view.bulletins.map((one) => ({ value: one.id, label: label(one) }))} blank="Choisir…" refused={sentOf(view, act)} required />;
}

function label({ service, unit }: BulletinView): string {
  return unit === '' ? `${SERVICE_SHORT[service]}, partenaire entier` : `${SERVICE_SHORT[service]}, ${unit}`;
}
