"""A server that speaks the documented calls of Stripe Checkout, for the tests. Run it:
`python -m tests.delegates.stripe_server PORT KEY SECRET`.

It knows POST and GET /v1/checkout/sessions, POST /v1/refunds, a page for each session, and the
signature of events (docs.stripe.com/api, docs.stripe.com/webhooks). Besides, for tests only:
POST /test/<session>/<pay|expire|wrong> and GET /test/events, which yields what it would send.
"""

import hashlib
import hmac
import itertools
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

REQUIRED = {"mode", "success_url", "line_items[0][quantity]", "line_items[0][price_data][currency]"}
PAGE = "<!doctype html><title>Card page</title><h1>Card page</h1>{ways}"
WAY = '<form method="post" action="/page/{session}/{what}"><button>{words}</button></form>'


def sign(body: bytes, secret: str, moment: int | None = None) -> str:
    """The header Stripe-Signature, scheme v1."""
    moment = int(time.time()) if moment is None else moment
    digest = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest},v0=ignored"


class Till:
    """Sessions, refunds and events, in memory."""

    def __init__(self, key: str, secret: str) -> None:
        self.key, self.secret = key, secret
        self.numbers = itertools.count(1)
        self.sessions: dict[str, dict] = {}
        self.said: dict[str, dict] = {}
        self.events: list[dict] = []

    def begin(self, given: dict[str, str]) -> dict:
        number = next(self.numbers)
        amount = int(given["line_items[0][price_data][unit_amount]"])
        session = {
            "id": f"cs_test_{number}",
            "object": "checkout.session",
            "amount_total": amount * int(given["line_items[0][quantity]"]),
            "currency": given["line_items[0][price_data][currency]"],
            "client_reference_id": given.get("client_reference_id"),
            "metadata": {"payment": given.get("metadata[payment]", "")},
            "payment_intent": None,
            "payment_status": "unpaid",
            "status": "open",
            "success_url": given["success_url"],
            "cancel_url": given.get("cancel_url"),
            "expires_at": int(given.get("expires_at") or time.time() + 86_400),
            "url": None,
        }
        self.sessions[session["id"]] = session
        return session

    def pay(self, session: dict, amount: int | None = None) -> None:
        if session["status"] != "open":
            return
        session |= {"payment_status": "paid", "status": "complete"}
        session["payment_intent"] = f"pi_test_{session['id']}"
        session["amount_total"] = session["amount_total"] if amount is None else amount
        session["refunded"] = 0
        self.tell("checkout.session.completed", session)

    def expire(self, session: dict) -> None:
        session["status"] = "expired"
        self.tell("checkout.session.expired", session)

    def refund(self, given: dict[str, str]) -> dict:
        intent = given["payment_intent"]
        session = next(s for s in self.sessions.values() if s["payment_intent"] == intent)
        session["refunded"] += int(given["amount"])
        charge = {
            "id": f"ch_{intent}",
            "object": "charge",
            "payment_intent": intent,
            "amount": session["amount_total"],
            "amount_refunded": session["refunded"],
            "currency": session["currency"],
            "metadata": session["metadata"],
        }
        self.tell("charge.refunded", charge)
        return {"id": f"re_test_{next(self.numbers)}", "object": "refund", "status": "succeeded"}

    def tell(self, kind: str, thing: dict) -> None:
        event = {"id": f"evt_test_{next(self.numbers)}", "object": "event", "type": kind}
        body = json.dumps(event | {"data": {"object": thing}})
        self.events.append({"body": body, "signature": sign(body.encode(), self.secret)})


class Handler(BaseHTTPRequestHandler):
    till: Till

    def log_message(self, *_args: object) -> None:
        """Tests need no log."""

    def answer(self, status: int, thing: object, **headers: str) -> None:
        body = thing.encode() if isinstance(thing, str) else json.dumps(thing).encode()
        kind = "text/html" if isinstance(thing, str) else "application/json"
        self.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            **headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def given(self) -> dict[str, str]:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        return dict(parse_qsl(body.decode()))

    def allowed(self) -> bool:
        if self.headers.get("Authorization") == f"Bearer {self.till.key}":
            return True
        self.answer(401, {"error": {"type": "invalid_request_error"}})
        return False

    def do_GET(self) -> None:
        parts = self.path.strip("/").split("/")
        if parts[0] == "test":
            self.answer(200, self.till.events)
        elif parts[0] == "page":
            ways = (("pay", "Pay"), ("expire", "Give up"))
            forms = [WAY.format(session=parts[1], what=what, words=w) for what, w in ways]
            self.answer(200, PAGE.format(ways="".join(forms)))
        elif self.allowed():
            found = self.till.sessions.get(parts[-1])
            self.answer(200 if found else 404, found or {"error": {"type": "no such session"}})

    def do_POST(self) -> None:
        given, parts = self.given(), self.path.strip("/").split("/")
        if parts[0] in {"test", "page"}:
            session = self.till.sessions[parts[1]]
            self.act(session, parts[2])
            to = session["success_url"] if parts[2] == "pay" else session["cancel_url"]
            self.answer(303 if parts[0] == "page" else 200, {}, Location=to)
        elif self.allowed():
            key = self.headers.get("Idempotency-Key")
            if key not in self.till.said:
                self.till.said[key] = self.made(given)
            self.answer(400 if "error" in self.till.said[key] else 200, self.till.said[key])

    def act(self, session: dict, what: str) -> None:
        if what == "expire":
            self.till.expire(session)
        else:
            self.till.pay(session, amount=1 if what == "wrong" else None)

    def made(self, given: dict[str, str]) -> dict:
        if self.path == "/v1/refunds":
            return self.till.refund(given)
        if self.path != "/v1/checkout/sessions" or not set(given) >= REQUIRED:
            return {"error": {"type": "invalid_request_error"}}
        ends = int(given.get("expires_at") or time.time() + 3_600)
        if not 1_800 <= ends - time.time() <= 86_400:
            return {"error": {"type": "invalid_request_error"}}
        made = self.till.begin(given)
        made["url"] = f"http://localhost:{self.server.server_port}/page/{made['id']}"
        return made


if __name__ == "__main__":
    port, Handler.till = int(sys.argv[1]), Till(sys.argv[2], sys.argv[3])
    ThreadingHTTPServer(("localhost", port), Handler).serve_forever()
