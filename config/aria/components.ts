/** Empty strings: no default value. */
export const ariaComponents = { View: { 'aria-role': '', 'aria-label': '', 'aria-checked': '' } };
