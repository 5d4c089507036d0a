import packageJson from "../../package.json" with { type: "json" };

/** What `npm start` runs: servers under test and under measurement are a person's, down to what Node is told. */
export const startCommand = packageJson.scripts.start;

/** The same without the program, which is Node. */
export const startParameters = startCommand.split(" ").slice(1);
