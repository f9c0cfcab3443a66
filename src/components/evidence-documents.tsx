/** Documents as the server returns them; a tap opens one. */
import type { EvidenceDocument } from '../contract/document';
import { showToast } from '../platform/feedback';
import { openFile } from '../platform/open-file';
import { documentWords as words } from '../text/document';
import { List, Row } from './row';
import { Tag } from './tag';

export function EvidenceDocuments({ documents }: { documents: readonly EvidenceDocument[] }) {
  if (documents.length === 0) return null;
  return (
    <List>
      {documents.map((document) => (
        <DocumentRow key={document.id} document={document} />
      ))}
    </List>
  );
}

function DocumentRow({ document: { name, bytes, stored, lost, misfit, url } }: { document: EvidenceDocument }) {
  const state = misfit ? words.misfit : stored ? null : lost ? words.lost : words.waiting;
  const open = url ? () => void openFile(url, name).catch(() => showToast(words.openFailed)) : undefined;
  return <Row title={name} isPlain note={lost && !stored ? lost.reason : words.size(bytes)} right={state && <Tag tone={misfit ? 'red' : 'yellow'}>{state}</Tag>} onClick={open} />;
}
