// The functions on plain Node in a process of their own, so that their CPU can be told from the load generator's.
import type { AddressInfo } from 'node:net';
import { connect } from '../../functions/kit/dependencies';
import { createApp } from '../../functions/kit/endpoint';
import { createNodeServer } from '../../functions/kit/server';
import { apiHandlers, cronHandlers } from '../../functions/operations';

const deps = connect(process.env);
const server = createNodeServer({
  api: createApp(deps, apiHandlers),
  cron: createApp(deps, cronHandlers),
  supabaseUrl: deps.config.supabase.url,
  trustedProxies: 0,
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.once('disconnect', () => process.exit(0));
