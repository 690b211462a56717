/** The greeting for one person. */
export const greet = (name) => `Hello, ${name}!`;
