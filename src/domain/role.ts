// Who may be signed in. A contact belongs to one enterprise; the other three are the park's own people.

export const roles = ['inspector', 'contact', 'leader', 'office'] as const;
export type Role = (typeof roles)[number];
