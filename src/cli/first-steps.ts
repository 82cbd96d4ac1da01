/** Text of `plumbline` alone: the four things to do first. @param command what starts Plumbline here */
export const firstSteps = (
  command: string,
): string => `Plumbline keeps an Okta org's multi-factor authentication true to a reviewed baseline.

Try it on a made-up company; nothing is needed:
  ${command} demo

Then on your own org. Say where and who:
  export OKTA_ORG_URL=https://your-org.okta.com OKTA_API_TOKEN=...

1. See whether what is granted suffices:
  ${command} doctor
2. Write a baseline of the org as it is:
  ${command} adopt --out policy
3. Compare the org with it, today and every night:
  ${command} check --baseline policy/baseline.yaml
4. Hear of what changes:
  ${command} watch --once

${command} help lists the commands; ${command} help COMMAND explains one.
`;
