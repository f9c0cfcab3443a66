// 导入: a record of a phone that cannot send, brought in by the office in its owner's name. The body is checked as if the
// phone had sent it, and stored byte for byte: phone and office, in whichever order, give one record and one receipt.
import { rescuedBodyMaxBytes } from '../../src/contract/rescue';
import { operations } from '../../src/contract/operations';
import type { Handlers } from '../kit/endpoint';
import { parse, parseJson } from '../kit/input';
import { Problem } from '../kit/problem';
import { sha256Hex } from '../kit/token';
import { kindOf, receive } from './submission';

export const rescueHandlers: Handlers = {
  'rescue.submit': async (deps, { body, call }) => {
    if (Buffer.byteLength(body.body) > rescuedBodyMaxBytes) throw new Problem('body_too_large');
    if (sha256Hex(body.body) !== body.bodySha256) throw new Problem('body_hash_mismatch');
    const record: unknown = parse(operations[body.operation].request, parseJson(body.body));
    const kept = call('import_submission', {
      p_owner_id: body.ownerId,
      p_kind: kindOf[body.operation],
      p_body: body.body,
      ...(body.milestoneId === undefined ? {} : { p_milestone_id: body.milestoneId }),
    });
    return receive(deps, record, kept);
  },
};
