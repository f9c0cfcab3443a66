/** Styles and pictures in tests: nothing. */
export default '';
