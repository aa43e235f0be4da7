"""Learn the topics from their examples: python -m handlers.understanding.train writes data/topics.json.

Needs scikit-learn (make understanding installs it); the program itself does not.
"""

import json
from base64 import b64encode
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from handlers.understanding.reading import read
from handlers.understanding.topic_model import MODEL, examples, fingerprint, grams
from handlers.understanding.variants import abbreviated

_STRICTNESS: Final = 20.0  # how closely the examples are followed
_SEEN: Final = 2  # in fewer examples a word is no evidence
_STEPS: Final = 127


def main() -> None:
    """Write the model anew."""
    texts, topics = with_variants(list(examples()))
    vectorizer, model = learn(texts, topics)
    MODEL.write_text(json.dumps(written(vectorizer, model), ensure_ascii=False, indent=0) + "\n", "utf-8")


def with_variants(labelled: Sequence[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """Each text as written and with short forms; the diacritics are left out of both by reading them."""
    both = [(form, topic) for text, topic in labelled for form in dict.fromkeys((text, abbreviated(text)))]
    return [text for text, _ in both], [topic for _, topic in both]


def learn(texts: Sequence[str], topics: Sequence[str]) -> tuple[Any, Any]:
    """The rarities of words, and what they say about topics."""
    vectorizer = TfidfVectorizer(analyzer=_grams, min_df=_SEEN, binary=True)
    seen = vectorizer.fit_transform(texts)
    return vectorizer, LogisticRegression(C=_STRICTNESS, max_iter=1000).fit(seen, topics)


def written(vectorizer: Any, model: Any) -> dict[str, object]:
    """The model as it stands in the file: weights and rarities in steps that fit a byte."""
    grams_in_order = sorted(vectorizer.vocabulary_, key=vectorizer.vocabulary_.__getitem__)
    rarity = float(vectorizer.idf_.max()) / 255
    weight = float(np.abs(model.coef_).max()) / _STEPS
    return {
        "inputs": fingerprint(),
        "topics": list(model.classes_),
        "rarity": round(rarity, 8),
        "weight": round(weight, 8),
        "biases": [round(float(bias), 5) for bias in model.intercept_],
        "grams": "|".join(grams_in_order),
        "rarities": b64encode(np.rint(vectorizer.idf_ / rarity).astype(np.uint8).tobytes()).decode(),
        "weights": b64encode(np.rint(model.coef_.T / weight).astype(np.int8).tobytes()).decode(),
    }


def _grams(text: str) -> list[str]:
    return list(grams(read(text).words))


if __name__ == "__main__":
    main()
