"""The row that every contender has to end up with."""

from typing import Literal

from pydantic import BaseModel, Field


class Exam(BaseModel):
    """One exam question as the model returns it."""

    question: str = Field(min_length=1)
    options: list[str] = Field(min_length=4, max_length=4)
    answer: Literal["A", "B", "C", "D"]
    explanation: str = Field(min_length=1)
    subject: str
    difficulty: str
