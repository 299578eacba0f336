"""Tests of the words harness."""
