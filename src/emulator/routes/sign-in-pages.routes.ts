import { type ApiAnswer, type ApiCall, ok, routesWithScope } from "../call/api-call.ts";
import { notFound } from "../wire/api-failure.ts";
import { stringAt } from "../wire/json.ts";
import { givenResource } from "./resources.routes.ts";

/** The sign-in page of a brand, where a banner would stand. */
export const signInPageRoutes = routesWithScope("brands", [
  ["GET", "/brands/{resourceId}/pages/sign-in", readPages],
  ["GET", "/brands/{resourceId}/pages/sign-in/customized", readCustomized],
  ["GET", "/brands/{resourceId}/pages/sign-in/default", readDefault],
]);

const standardPage =
  "<!DOCTYPE html><html><head><title>{{pageTitle}}</title>{{{SignInWidgetResources}}}</head>" +
  '<body><div id="okta-login-container"></div>{{{OktaUtil}}}</body></html>';

function readPages(call: ApiCall): ApiAnswer {
  const self = `${call.baseUrl}${call.path}`;
  const customized = stringAt(givenResource(call, "brands"), "signInPage");
  return ok({
    _links: {
      self: { href: self },
      default: { href: `${self}/default` },
      ...(customized === null ? {} : { customized: { href: `${self}/customized` } }),
    },
  });
}

/** @throws ApiFailure E0000007 where nobody made one; its words are not verified against a live org */
function readCustomized(call: ApiCall): ApiAnswer {
  const brand = givenResource(call, "brands");
  const pageContent = stringAt(brand, "signInPage");
  if (pageContent === null) throw notFound(brand.id, "CustomizedSignInPage");
  return ok({ pageContent, widgetVersion: "^7" });
}

function readDefault(call: ApiCall): ApiAnswer {
  givenResource(call, "brands");
  return ok({ pageContent: standardPage, widgetVersion: "^7" });
}
