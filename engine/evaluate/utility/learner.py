"""Logistic regression over sparse features: the one model of all probes, weak enough to show what data teaches."""

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from engine.evaluate.vectors import Matrix


def learn_classes(vectors: Matrix, targets: NDArray[np.int64], tested: Matrix, classes: int) -> NDArray[np.int64]:
    """Return the class of each tested row, by one model for each class against all others.

    Classes weigh alike, however often they were seen; one that was never seen is never named.
    """
    seen = np.unique(targets)
    if len(seen) < 2:
        return np.full(tested.shape[0], seen[0] if len(seen) else 0)
    scores = np.full((tested.shape[0], classes), -np.inf)
    for target in seen if len(seen) > 2 else seen[1:]:
        scores[:, target] = _fit(vectors, targets == target).decision_function(tested)
    if len(seen) == 2:
        scores[:, seen[0]] = -scores[:, seen[1]]
    return np.asarray(scores.argmax(axis=1), np.int64)


def learn_order(differences: Matrix, tested: Matrix) -> NDArray[np.float64]:
    """Return a score for each tested row, of a model that tells `right - wrong` from `wrong - right`.

    Each difference is given once, and turned round where its place is odd.
    """
    signs = np.where(np.arange(differences.shape[0]) % 2 == 0, 1.0, -1.0)
    turned = differences.multiply(signs[:, None]).tocsr()
    weights = _fit(turned, signs > 0, intercept=False).coef_[0]
    return np.asarray(tested @ weights).ravel()


def _fit(vectors: Matrix, truth: NDArray[np.bool_], *, intercept: bool = True) -> LogisticRegression:
    model = LogisticRegression(
        C=1.0,
        solver="liblinear",
        class_weight="balanced",
        fit_intercept=intercept,
        random_state=0,
        tol=1e-2,
        max_iter=200,
    )
    return model.fit(vectors, truth)
