// What people type and paste, before it is sent.

/** Absent instead of empty, as the contract wants it; without the marks that come along with a pasted phone number. */
export const textOrNothing = (text: string): string | undefined => text.replace(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '').trim() || undefined;
