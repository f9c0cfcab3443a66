// Vercel entry: every operation of the table except the jobs.
import { connect } from './kit/dependencies';
import { createApp } from './kit/endpoint';
import { apiHandlers } from './operations';

export const config = { maxDuration: 60 };

let app: ReturnType<typeof createApp> | undefined;

export default {
  fetch(request: Request): Promise<Response> {
    // Connected at the first request, so that a missing variable is a logged 500 and not a failed build.
    app ??= createApp(connect(), apiHandlers);
    // Vercel's edge sets this header itself and drops what a client sends.
    return app.fetch(request, request.headers.get('x-real-ip') ?? '');
  },
};
