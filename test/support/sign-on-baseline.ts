/** A baseline that uses every part of the sign-on side that a stack can write; Acme has what it names. */
export const signOnBaseline = `version: 1
org: { engine: identity }
groups:
  - { name: MFA Admins, members: [nia@acme.example, omar@acme.example] }
  - { name: Contractors, managed: false }
signOn:
  sessionPolicies:
    - name: Administrators
      description: Short sessions
      groups: [MFA Admins]
      rules:
        - name: Always a second factor
          primaryFactor: PASSWORD_IDP
          secondFactor: ALWAYS
          session: { idle: 15m, lifetime: 12h }
    - name: Workforce
      groups: [Everyone]
      rules:
        - name: In the office
          network: { in: [Corp] }
          exceptUsers: [omar@acme.example]
          secondFactor: DEVICE
          secondFactorLifetime: 8h
          session: { idle: 2h, lifetime: none, persistentCookie: true }
        - { name: Elsewhere, network: { notIn: [Corp] }, secondFactor: SESSION, session: { idle: 30m, lifetime: 10h } }
    - name: Default Policy
      rules:
        - { name: Nobody, access: DENY }
        - { name: Default Rule, secondFactor: NEVER, session: { idle: 2h, lifetime: 12h } }
  appPolicies:
    - name: Strong
      description: A phishing-resistant factor
      apps: [Payroll]
      rules:
        - name: Contractors on their own devices
          people: { groups: [Contractors], exceptGroups: [MFA Admins], exceptUsers: [omar@acme.example] }
          network: { notIn: [Corp] }
          access: DENY
        - name: Managed devices
          people: { users: [nia@acme.example] }
          device: MANAGED
          platforms: [MACOS, WINDOWS, OTHER_MOBILE]
          risk: LOW
          expression: user.profile.department == "Finance"
          factors: 1
          constraints:
            - possession: { phishingResistant: true, userVerification: true, userPresence: false, methods: [okta_verify:signed_nonce, webauthn] }
          reauthenticateEvery: SESSION
        - name: In order
          network: { in: [Corp] }
          chains: [[okta_password, [webauthn, okta_verify]]]
          reauthenticateEvery: ALWAYS
        - name: Catch-all Rule
          factors: 2
          constraints:
            - { possession: { phishingResistant: true, exceptMethods: [phone_number:sms] }, knowledge: { types: [password] } }
            - { possession: { exceptMethods: [okta_email] } }
          reauthenticateEvery: 12h
    - name: Any two factors
      apps: [Wiki]
      rules:
        - { name: Registered devices, device: REGISTERED, reauthenticateEvery: 90m }
`;
