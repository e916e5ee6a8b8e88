"""One request to any server that speaks the OpenAI chat protocol, with retries, time-outs, its cost, and a recording.

The one door to httpx of the evidence stage; it comes with the extra `llm`.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from parley.errors import EvidenceError

TRIES = 4
TIMEOUT = 120.0  # seconds a single try may take
LONGEST_WAIT = 20.0  # seconds between tries
AGAIN = (408, 409, 425, 429, 500, 502, 503, 504)


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What came back, and what it cost."""

    text: str
    prompt_tokens: int = 0
    answer_tokens: int = 0
    tries: int = 1
    replayed: bool = False


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """Where the model is and how it is asked."""

    address: str  # base of the API: "http://127.0.0.1:8000/v1"
    model: str
    key: str | None = None  # sent as a bearer token, never recorded or printed
    prices: tuple[float, float] = (0.0, 0.0)  # of a million tokens of the prompt and of the answer
    recording: Path | None = None  # replies are kept here, and taken from here when the same is asked again
    only_replay: bool = False  # never ask; an unknown request is an error
    tries: int = TRIES
    timeout: float = TIMEOUT
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)

    def ask(self, instructions: str, question: str) -> Reply:
        """Ask once, and again where the server is busy or silent.

        Raises:
            EvidenceError: no answer after all tries, a refusal, an answer that is none, or nothing recorded to replay.
        """
        body = {
            "model": self.model,
            "temperature": 0,
            "messages": [{"role": "system", "content": instructions}, {"role": "user", "content": question}],
            "response_format": {"type": "json_object"},
        }
        asked = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
        kept = _kept(self.recording, asked)
        if kept is not None:
            return _reply(kept, tries=0, replayed=True)
        if self.only_replay:
            raise EvidenceError(
                f"{self.recording} holds no answer to this story and model. Record one first: name the address and "
                f"leave --replay out."
            )
        data, tries = self._posted(body)
        reply = _reply(data, tries=tries)
        _keep(self.recording, asked, data)
        return reply

    def cost(self, reply: Reply) -> float:
        """What a reply cost, in the currency of the prices; a replayed one nothing."""
        if reply.replayed:
            return 0.0
        return (reply.prompt_tokens * self.prices[0] + reply.answer_tokens * self.prices[1]) / 1e6

    def _posted(self, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
        httpx = _httpx()
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        problem = "no try was made"
        with httpx.Client(timeout=self.timeout, headers=headers) as client:
            for tried in range(1, self.tries + 1):
                try:
                    answer = client.post(self.address.rstrip("/") + "/chat/completions", json=body)
                except httpx.TransportError as error:
                    problem, wait = f"{type(error).__name__}: {error}", 2.0 ** (tried - 1)
                else:
                    if answer.status_code == 200:
                        return _json(answer.text, self.address), tried
                    problem = f"it said {answer.status_code}: {answer.text[:200]}"
                    if answer.status_code not in AGAIN:
                        break
                    wait = _wanted_wait(answer.headers.get("retry-after"), 2.0 ** (tried - 1))
                if tried < self.tries:
                    self.sleep(min(wait, LONGEST_WAIT))
        raise EvidenceError(
            f"The model at {self.address} gave no answer ({problem}). Check the address, the model's name and the key "
            f"(PARLEY_MODEL_KEY); without --model the rules read alone."
        )


def _httpx() -> Any:
    try:
        import httpx
    except ImportError as error:
        raise EvidenceError(
            'A model is asked by httpx, which is not installed: pip install "parley-desk[llm]"'
        ) from error
    return httpx


def _wanted_wait(header: str | None, default: float) -> float:
    try:
        return max(0.0, float(header)) if header else default
    except ValueError:
        return default


def _json(text: str, address: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
        data["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError) as error:
        raise EvidenceError(
            f"What {address} sent is no chat answer ({error!r}). Is it the base of an OpenAI API?"
        ) from error
    assert isinstance(data, dict)
    return data


def _reply(data: dict[str, Any], *, tries: int, replayed: bool = False) -> Reply:
    usage = data.get("usage") or {}
    return Reply(
        text=str(data["choices"][0]["message"]["content"] or ""),
        prompt_tokens=int(usage.get("prompt_tokens") or 0),
        answer_tokens=int(usage.get("completion_tokens") or 0),
        tries=tries,
        replayed=replayed,
    )


def _kept(recording: Path | None, asked: str) -> dict[str, Any] | None:
    if recording is None or not recording.is_file():
        return None
    for line in recording.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry.get("asked") == asked:
            return _json(json.dumps(entry["answer"]), str(recording))
    return None


def _keep(recording: Path | None, asked: str, data: dict[str, Any]) -> None:
    if recording is not None:
        with recording.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"asked": asked, "answer": data}, ensure_ascii=False) + "\n")
