/** Text of `plumbline` alone: the four things to do first. */
export const firstSteps = `Plumbline keeps an Okta org's multi-factor authentication true to a reviewed baseline.

Try it on a made-up company; nothing is needed:
  plumbline demo

Then on your own org. Say where and who:
  export OKTA_ORG_URL=https://your-org.okta.com OKTA_API_TOKEN=...

1. See whether what is granted suffices:
  plumbline doctor
2. Write a baseline of the org as it is:
  plumbline adopt --out policy
3. Compare the org with it, today and every night:
  plumbline check --baseline policy/baseline.yaml
4. Hear of what changes:
  plumbline watch --once

plumbline help lists the commands; plumbline help COMMAND explains one.
`;
