import { expect, it } from "vitest";
import { checkRequests, requestsSchema } from "../../scripts/check-requests.ts";
import type { Exchange } from "../../src/emulator/server/exchange.ts";

const document = requestsSchema.parse({
  paths: {
    "/api/v1/brands": {
      get: {
        parameters: [
          { $ref: "#/components/parameters/after" },
          { name: "limit", in: "query", schema: { minimum: 1, maximum: 200 } },
          { name: "expand", in: "query", schema: { enum: ["themes"] } },
        ],
      },
    },
    "/api/v1/brands/{brandId}": { parameters: [{ name: "brandId", in: "path" }], get: {} },
    "/api/v1/keys": { post: {} },
  },
  components: { parameters: { after: { name: "after", in: "query" } } },
});

const read = (path: string, query: Exchange["query"] = {}, method = "GET"): Exchange => ({
  method,
  path,
  query,
  reqBody: null,
  status: 200,
  resBody: null,
  bucket: null,
});

it.each([
  [read("/api/v1/brands", { limit: "200", after: "x", expand: "themes" }), []],
  [read("/api/v1/brands/bnd1"), []],
  [read("/api/v1/brands/bnd1", {}, "PUT"), []],
  [read("/api/v1/brand"), ["GET /api/v1/brand is not in the document"]],
  [read("/api/v1/keys"), ["GET /api/v1/keys is not in the document"]],
  [read("/api/v1/brands", { limit: "201" }), ["GET /api/v1/brands: limit=201 is more than 200"]],
  [read("/api/v1/brands", { limit: "0" }), ["GET /api/v1/brands: limit=0 is less than 1"]],
  [
    read("/api/v1/brands", { expand: ["themes", "domains"] }),
    ["GET /api/v1/brands: expand=domains is no word of the document"],
  ],
  [
    read("/api/v1/brands/bnd1", { brandId: "bnd1" }),
    ["GET /api/v1/brands/bnd1: the query parameter brandId is not in the document"],
  ],
])("complains about a read that Okta's document does not have (%#)", (exchange, complaints) => {
  expect(checkRequests(document, [exchange, exchange])).toEqual(complaints);
});
