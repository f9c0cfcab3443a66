// Vercel entry: the jobs, called by its scheduler with CRON_SECRET.
import { connect } from './kit/dependencies';
import { createApp } from './kit/endpoint';
import { cronHandlers } from './operations';

export const config = { maxDuration: 60 };

let app: ReturnType<typeof createApp> | undefined;

export default {
  fetch(request: Request): Promise<Response> {
    app ??= createApp(connect(), cronHandlers);
    return app.fetch(request);
  },
};
