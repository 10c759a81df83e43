// A real OpenID Connect provider for tests: node provider.mjs PORT REDIRECT_URI
// Whoever asks is signed in as the login_hint says: ADDRESS,VERIFIED (true or false).
import Provider from "oidc-provider";

const [port, back] = process.argv.slice(2);
const account = (id) => {
  const [email, verified] = id.split(",");
  return { accountId: id, claims: () => ({ sub: id, email, email_verified: verified === "true", name: email }) };
};
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: "hamshahr", client_secret: "a-secret-of-the-tests", redirect_uris: [back] }],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  cookies: { keys: ["tests"] },
  features: { devInteractions: { enabled: false } },
  findAccount: (_ctx, id) => account(id),
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope("openid email profile");
    await grant.save();
    return grant;
  },
});
provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith("/interaction/")) return next();
  const { params } = await provider.interactionDetails(ctx.req, ctx.res);
  const broken = params.login_hint === "broken-off";
  const result = broken ? { error: "access_denied" } : { login: { accountId: params.login_hint } };
  await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
  ctx.respond = false;
});
provider.listen(Number(port), "127.0.0.1", () => console.log("listening"));
