// Pulled from db/demo/contract.sql by `npm run db -- pull`; edits are lost.
import { relations } from "drizzle-orm/relations";
import {
  avs,
  avsMetadata,
  concentrationMetrics,
  operatorAllocationSnapshots,
  operatorAllocations,
  operatorAnalytics,
  operatorAvsAllocationSummary,
  operatorAvsRegistrationHistory,
  operatorAvsRelationshipSnapshots,
  operatorAvsRelationships,
  operatorCommissionHistory,
  operatorCommissionRates,
  operatorCommissionRatesSnapshots,
  operatorDailySnapshots,
  operatorDelegationApproverHistory,
  operatorDelegatorHistory,
  operatorDelegatorShares,
  operatorDelegatorSharesSnapshots,
  operatorDelegators,
  operatorMetadata,
  operatorMetadataHistory,
  operatorRegistration,
  operatorSetState,
  operatorSets,
  operatorSlashingAmounts,
  operatorSlashingIncidents,
  operatorState,
  operatorStrategyDailySnapshots,
  operatorStrategyState,
  operators,
  stakers,
  strategies,
  tokenMetadata,
  tokenPriceHistory,
  volatilityMetrics,
} from "./schema";

export const avsMetadataRelations = relations(avsMetadata, ({ one }) => ({
  avs: one(avs, {
    fields: [avsMetadata.avsId],
    references: [avs.id],
  }),
}));

export const avsRelations = relations(avs, ({ many }) => ({
  avsMetadata: many(avsMetadata),
  operatorAvsAllocationSummaries: many(operatorAvsAllocationSummary),
  operatorAvsRegistrationHistories: many(operatorAvsRegistrationHistory),
  operatorAvsRelationshipSnapshots: many(operatorAvsRelationshipSnapshots),
  operatorAvsRelationships: many(operatorAvsRelationships),
  operatorCommissionHistories: many(operatorCommissionHistory),
  operatorCommissionRates: many(operatorCommissionRates),
  operatorCommissionRatesSnapshots: many(operatorCommissionRatesSnapshots),
  operatorSetStates: many(operatorSetState),
  operatorSets: many(operatorSets),
}));

export const concentrationMetricsRelations = relations(concentrationMetrics, ({ one }) => ({
  operator: one(operators, {
    fields: [concentrationMetrics.operatorId],
    references: [operators.id],
  }),
}));

export const operatorAllocationSnapshotsRelations = relations(operatorAllocationSnapshots, ({ one }) => ({
  operator: one(operators, {
    fields: [operatorAllocationSnapshots.operatorId],
    references: [operators.id],
  }),
  operatorSet: one(operatorSets, {
    fields: [operatorAllocationSnapshots.operatorSetId],
    references: [operatorSets.id],
  }),
  strategy: one(strategies, {
    fields: [operatorAllocationSnapshots.strategyId],
    references: [strategies.id],
  }),
}));

export const operatorAllocationsRelations = relations(operatorAllocations, ({ one }) => ({
  operator: one(operators, {
    fields: [operatorAllocations.operatorId],
    references: [operators.id],
  }),
  operatorSet: one(operatorSets, {
    fields: [operatorAllocations.operatorSetId],
    references: [operatorSets.id],
  }),
  strategy: one(strategies, {
    fields: [operatorAllocations.strategyId],
    references: [strategies.id],
  }),
}));

export const operatorAnalyticsRelations = relations(operatorAnalytics, ({ one }) => ({
  operator: one(operators, {
    fields: [operatorAnalytics.operatorId],
    references: [operators.id],
  }),
}));

export const operatorAvsAllocationSummaryRelations = relations(operatorAvsAllocationSummary, ({ one }) => ({
  avs: one(avs, {
    fields: [operatorAvsAllocationSummary.avsId],
    references: [avs.id],
  }),
  operator: one(operators, {
    fields: [operatorAvsAllocationSummary.operatorId],
    references: [operators.id],
  }),
  strategy: one(strategies, {
    fields: [operatorAvsAllocationSummary.strategyId],
    references: [strategies.id],
  }),
}));

export const operatorAvsRegistrationHistoryRelations = relations(
  operatorAvsRegistrationHistory,
  ({ one }) => ({
    avs: one(avs, {
      fields: [operatorAvsRegistrationHistory.avsId],
      references: [avs.id],
    }),
    operator: one(operators, {
      fields: [operatorAvsRegistrationHistory.operatorId],
      references: [operators.id],
    }),
  }),
);

export const operatorAvsRelationshipSnapshotsRelations = relations(
  operatorAvsRelationshipSnapshots,
  ({ one }) => ({
    avs: one(avs, {
      fields: [operatorAvsRelationshipSnapshots.avsId],
      references: [avs.id],
    }),
    operator: one(operators, {
      fields: [operatorAvsRelationshipSnapshots.operatorId],
      references: [operators.id],
    }),
  }),
);

export const operatorAvsRelationshipsRelations = relations(operatorAvsRelationships, ({ one }) => ({
  avs: one(avs, {
    fields: [operatorAvsRelationships.avsId],
    references: [avs.id],
  }),
  operator: one(operators, {
    fields: [operatorAvsRelationships.operatorId],
    references: [operators.id],
  }),
}));

export const operatorCommissionHistoryRelations = relations(operatorCommissionHistory, ({ one }) => ({
  avs: one(avs, {
    fields: [operatorCommissionHistory.avsId],
    references: [avs.id],
  }),
  operator: one(operators, {
    fields: [operatorCommissionHistory.operatorId],
    references: [operators.id],
  }),
  operatorSet: one(operatorSets, {
    fields: [operatorCommissionHistory.operatorSetId],
    references: [operatorSets.id],
  }),
}));

export const operatorCommissionRatesRelations = relations(operatorCommissionRates, ({ one }) => ({
  avs: one(avs, {
    fields: [operatorCommissionRates.avsId],
    references: [avs.id],
  }),
  operator: one(operators, {
    fields: [operatorCommissionRates.operatorId],
    references: [operators.id],
  }),
  operatorSet: one(operatorSets, {
    fields: [operatorCommissionRates.operatorSetId],
    references: [operatorSets.id],
  }),
}));

export const operatorCommissionRatesSnapshotsRelations = relations(
  operatorCommissionRatesSnapshots,
  ({ one }) => ({
    avs: one(avs, {
      fields: [operatorCommissionRatesSnapshots.avsId],
      references: [avs.id],
    }),
    operator: one(operators, {
      fields: [operatorCommissionRatesSnapshots.operatorId],
      references: [operators.id],
    }),
    operatorSet: one(operatorSets, {
      fields: [operatorCommissionRatesSnapshots.operatorSetId],
      references: [operatorSets.id],
    }),
  }),
);

export const operatorDailySnapshotsRelations = relations(operatorDailySnapshots, ({ one }) => ({
  operator: one(operators, {
    fields: [operatorDailySnapshots.operatorId],
    references: [operators.id],
  }),
}));

export const operatorDelegationApproverHistoryRelations = relations(
  operatorDelegationApproverHistory,
  ({ one }) => ({
    operator: one(operators, {
      fields: [operatorDelegationApproverHistory.operatorId],
      references: [operators.id],
    }),
  }),
);

export const operatorDelegatorHistoryRelations = relations(operatorDelegatorHistory, ({ one }) => ({
  operator: one(operators, {
    fields: [operatorDelegatorHistory.operatorId],
    references: [operators.id],
  }),
  staker: one(stakers, {
    fields: [operatorDelegatorHistory.stakerId],
    references: [stakers.id],
  }),
}));

export const operatorDelegatorSharesRelations = relations(operatorDelegatorShares, ({ one }) => ({
  operator: one(operators, {
    fields: [operatorDelegatorShares.operatorId],
    references: [operators.id],
  }),
  staker: one(stakers, {
    fields: [operatorDelegatorShares.stakerId],
    references: [stakers.id],
  }),
  strategy: one(strategies, {
    fields: [operatorDelegatorShares.strategyId],
    references: [strategies.id],
  }),
}));

export const operatorDelegatorSharesSnapshotsRelations = relations(
  operatorDelegatorSharesSnapshots,
  ({ one }) => ({
    operator: one(operators, {
      fields: [operatorDelegatorSharesSnapshots.operatorId],
      references: [operators.id],
    }),
    staker: one(stakers, {
      fields: [operatorDelegatorSharesSnapshots.stakerId],
      references: [stakers.id],
    }),
    strategy: one(strategies, {
      fields: [operatorDelegatorSharesSnapshots.strategyId],
      references: [strategies.id],
    }),
  }),
);

export const operatorDelegatorsRelations = relations(operatorDelegators, ({ one }) => ({
  operator: one(operators, {
    fields: [operatorDelegators.operatorId],
    references: [operators.id],
  }),
  staker: one(stakers, {
    fields: [operatorDelegators.stakerId],
    references: [stakers.id],
  }),
}));

export const operatorMetadataHistoryRelations = relations(operatorMetadataHistory, ({ one }) => ({
  operator: one(operators, {
    fields: [operatorMetadataHistory.operatorId],
    references: [operators.id],
  }),
}));

export const operatorMetadataRelations = relations(operatorMetadata, ({ one }) => ({
  operator: one(operators, {
    fields: [operatorMetadata.operatorId],
    references: [operators.id],
  }),
}));

export const operatorRegistrationRelations = relations(operatorRegistration, ({ one }) => ({
  operator: one(operators, {
    fields: [operatorRegistration.operatorId],
    references: [operators.id],
  }),
}));

export const operatorSetStateRelations = relations(operatorSetState, ({ one }) => ({
  avs: one(avs, {
    fields: [operatorSetState.avsId],
    references: [avs.id],
  }),
}));

export const operatorSetsRelations = relations(operatorSets, ({ one, many }) => ({
  avs: one(avs, {
    fields: [operatorSets.avsId],
    references: [avs.id],
  }),
  operatorAllocationSnapshots: many(operatorAllocationSnapshots),
  operatorAllocations: many(operatorAllocations),
  operatorCommissionHistories: many(operatorCommissionHistory),
  operatorCommissionRates: many(operatorCommissionRates),
  operatorCommissionRatesSnapshots: many(operatorCommissionRatesSnapshots),
  operatorSlashingIncidents: many(operatorSlashingIncidents),
}));

export const operatorSlashingAmountsRelations = relations(operatorSlashingAmounts, ({ one }) => ({
  operator: one(operators, {
    fields: [operatorSlashingAmounts.operatorId],
    references: [operators.id],
  }),
  operatorSlashingIncident: one(operatorSlashingIncidents, {
    fields: [operatorSlashingAmounts.slashingIncidentId],
    references: [operatorSlashingIncidents.id],
  }),
  strategy: one(strategies, {
    fields: [operatorSlashingAmounts.strategyId],
    references: [strategies.id],
  }),
}));

export const operatorSlashingIncidentsRelations = relations(operatorSlashingIncidents, ({ one, many }) => ({
  operator: one(operators, {
    fields: [operatorSlashingIncidents.operatorId],
    references: [operators.id],
  }),
  operatorSet: one(operatorSets, {
    fields: [operatorSlashingIncidents.operatorSetId],
    references: [operatorSets.id],
  }),
  operatorSlashingAmounts: many(operatorSlashingAmounts),
}));

export const operatorStateRelations = relations(operatorState, ({ one }) => ({
  operator: one(operators, {
    fields: [operatorState.operatorId],
    references: [operators.id],
  }),
}));

export const operatorStrategyDailySnapshotsRelations = relations(
  operatorStrategyDailySnapshots,
  ({ one }) => ({
    operator: one(operators, {
      fields: [operatorStrategyDailySnapshots.operatorId],
      references: [operators.id],
    }),
    strategy: one(strategies, {
      fields: [operatorStrategyDailySnapshots.strategyId],
      references: [strategies.id],
    }),
  }),
);

export const operatorStrategyStateRelations = relations(operatorStrategyState, ({ one }) => ({
  operator: one(operators, {
    fields: [operatorStrategyState.operatorId],
    references: [operators.id],
  }),
  strategy: one(strategies, {
    fields: [operatorStrategyState.strategyId],
    references: [strategies.id],
  }),
}));

export const operatorsRelations = relations(operators, ({ many }) => ({
  concentrationMetrics: many(concentrationMetrics),
  operatorAllocationSnapshots: many(operatorAllocationSnapshots),
  operatorAllocations: many(operatorAllocations),
  operatorAnalytics: many(operatorAnalytics),
  operatorAvsAllocationSummaries: many(operatorAvsAllocationSummary),
  operatorAvsRegistrationHistories: many(operatorAvsRegistrationHistory),
  operatorAvsRelationshipSnapshots: many(operatorAvsRelationshipSnapshots),
  operatorAvsRelationships: many(operatorAvsRelationships),
  operatorCommissionHistories: many(operatorCommissionHistory),
  operatorCommissionRates: many(operatorCommissionRates),
  operatorCommissionRatesSnapshots: many(operatorCommissionRatesSnapshots),
  operatorDailySnapshots: many(operatorDailySnapshots),
  operatorDelegationApproverHistories: many(operatorDelegationApproverHistory),
  operatorDelegatorHistories: many(operatorDelegatorHistory),
  operatorDelegatorShares: many(operatorDelegatorShares),
  operatorDelegatorSharesSnapshots: many(operatorDelegatorSharesSnapshots),
  operatorDelegators: many(operatorDelegators),
  operatorMetadata: many(operatorMetadata),
  operatorMetadataHistories: many(operatorMetadataHistory),
  operatorRegistrations: many(operatorRegistration),
  operatorSlashingAmounts: many(operatorSlashingAmounts),
  operatorSlashingIncidents: many(operatorSlashingIncidents),
  operatorStates: many(operatorState),
  operatorStrategyDailySnapshots: many(operatorStrategyDailySnapshots),
  operatorStrategyStates: many(operatorStrategyState),
  volatilityMetrics: many(volatilityMetrics),
}));

export const stakersRelations = relations(stakers, ({ many }) => ({
  operatorDelegatorHistories: many(operatorDelegatorHistory),
  operatorDelegatorShares: many(operatorDelegatorShares),
  operatorDelegatorSharesSnapshots: many(operatorDelegatorSharesSnapshots),
  operatorDelegators: many(operatorDelegators),
}));

export const strategiesRelations = relations(strategies, ({ many }) => ({
  operatorAllocationSnapshots: many(operatorAllocationSnapshots),
  operatorAllocations: many(operatorAllocations),
  operatorAvsAllocationSummaries: many(operatorAvsAllocationSummary),
  operatorDelegatorShares: many(operatorDelegatorShares),
  operatorDelegatorSharesSnapshots: many(operatorDelegatorSharesSnapshots),
  operatorSlashingAmounts: many(operatorSlashingAmounts),
  operatorStrategyDailySnapshots: many(operatorStrategyDailySnapshots),
  operatorStrategyStates: many(operatorStrategyState),
}));

export const tokenMetadataRelations = relations(tokenMetadata, ({ many }) => ({
  tokenPriceHistories: many(tokenPriceHistory),
}));

export const tokenPriceHistoryRelations = relations(tokenPriceHistory, ({ one }) => ({
  tokenMetadatum: one(tokenMetadata, {
    fields: [tokenPriceHistory.tokenAddress],
    references: [tokenMetadata.contractAddress],
  }),
}));

export const volatilityMetricsRelations = relations(volatilityMetrics, ({ one }) => ({
  operator: one(operators, {
    fields: [volatilityMetrics.operatorId],
    references: [operators.id],
  }),
}));
