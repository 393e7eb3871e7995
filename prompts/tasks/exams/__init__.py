"""Exam questions with four options: one task folder."""
